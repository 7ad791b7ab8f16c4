import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PGlite } from '@electric-sql/pglite';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { PrismaPGlite } from 'pglite-prisma-adapter';

const LOCK_FILE = { path: 'migration_lock.toml', content: 'provider = "postgresql"' };

/** Returns the SQL that leads from the migrations to the schema; undefined when they agree. */
export async function compareWithSchema(
  migrations: readonly { name: string; sql: string }[],
  schema: string,
): Promise<string | undefined> {
  const file = { path: 'prisma/schema.prisma', content: schema };
  const engine = await loadEngine([[file.path, file.content]]);
  const { exitCode, stdout } = await engine.diff({
    from: {
      tag: 'migrations',
      baseDir: 'prisma/migrations',
      lockfile: LOCK_FILE,
      shadowDbInitScript: '',
      migrationDirectories: migrations.map(({ name, sql }) => ({
        path: name,
        migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
      })),
    },
    to: { tag: 'schemaDatamodel', files: [file] },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  });
  return exitCode === 0 ? undefined : `${(stdout ?? '').trim()}\n`;
}

/** The part of `WebAssembly` used here; Node has it, but leaves its types to the browser's. */
interface WebAssemblyApi {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
}

async function loadEngine(datamodels: [string, string][]): Promise<bindings.SchemaEngine> {
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyApi };
  const binary = await readFile(script.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(binary, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const adapter = bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: 'pglite',
    connect: connectToFreshDatabase,
    connectToShadowDb: connectToFreshDatabase,
  });
  return bindings.SchemaEngine.new({ datamodels }, () => {}, adapter);
}

/** Returns an empty database for every connection that the engine asks for: main and shadow. */
async function connectToFreshDatabase() {
  const lite = await PGlite.create();
  const connection = await new PrismaPGlite(lite).connect();
  // The package's own version doesn't wait for the script to end.
  connection.executeScript = async (script: string) => {
    await lite.exec(script);
  };
  return connection;
}
