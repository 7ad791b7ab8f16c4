import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PGlite } from '@electric-sql/pglite';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPGlite } from 'pglite-prisma-adapter';

const ENGINE = '@prisma/schema-engine-wasm/schema_engine_bg';

interface Difference {
  readonly exitCode: number;
  readonly stdout?: string;
}

/** The part of Prisma's schema engine that is used here; the package ships no types of its own. */
interface Engine {
  diff(input: unknown): Promise<Difference>;
}

interface EngineModule {
  readonly SchemaEngine: { new: (options: unknown, log: () => void, adapter: unknown) => Promise<Engine> };
  __wbg_set_wasm(exports: unknown): void;
}

/** What `WebAssembly` is, which Node's types leave to the browser's. */
interface WebAssemblyApi {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
}

/** The SQL that leads from the migrations to the schema; undefined when they agree. */
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
      lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"' },
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
    shadowDatabaseUrl: null,
  });
  return exitCode === 0 ? undefined : `${(stdout ?? '').trim()}\n`;
}

async function loadEngine(datamodels: readonly (readonly [string, string])[]): Promise<Engine> {
  const module = (await import(ENGINE)) as EngineModule;
  const binary = createRequire(import.meta.url)
    .resolve(ENGINE)
    .replace(/\.js$/, '.wasm');
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyApi };
  const { instance } = await WebAssembly.instantiate(await readFile(binary), { './schema_engine_bg.js': module });
  module.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const adapter = bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: 'pglite',
    connect: connectToFreshDatabase,
    connectToShadowDb: connectToFreshDatabase,
  });
  return module.SchemaEngine.new({ datamodels }, () => {}, adapter);
}

/** An empty one for every connection that the engine asks for: main and shadow. */
async function connectToFreshDatabase() {
  const lite = await PGlite.create();
  const connection = await new PrismaPGlite(lite).connect();
  // The package's own doesn't wait for the script to end.
  connection.executeScript = async (script: string) => {
    await lite.exec(script);
  };
  return connection;
}
