// npm run migration:new -- <name>     writes the SQL that brings the migrations up to prisma/schema.prisma
// npm run migration:check             exits with 2 and shows that SQL when the two disagree
//
// Prisma's `migrate dev` needs a native engine that has to be downloaded and a server for its shadow database. The same
// engine exists as WebAssembly on npm, and an embedded database in memory serves as the shadow: this works offline.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { MIGRATIONS_DIRECTORY, readMigrations } from '../src/database/migrate.ts';
import { compareWithSchema } from './schema-engine.ts';

const SCHEMA = fileURLToPath(new URL('../prisma/schema.prisma', import.meta.url));

const [command, name] = process.argv.slice(2);
await mkdir(MIGRATIONS_DIRECTORY, { recursive: true });
const sql = await compareWithSchema(await readMigrations(MIGRATIONS_DIRECTORY), await readFile(SCHEMA, 'utf8'));

if (command === 'new') await writeMigration(name);
else if (command === 'check') report();
else throw new Error('usage: migration.ts new <name> | check');
// The engine keeps its shadow databases open.
process.exit();

async function writeMigration(title: string | undefined): Promise<void> {
  if (title === undefined || !/^[a-z0-9_]+$/.test(title)) throw new Error('name the migration: a-z, 0-9 and _');
  if (sql === undefined) {
    console.log('Nothing to do: the migrations agree with prisma/schema.prisma.');
    return;
  }
  const directory = `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${title}`;
  await mkdir(`${MIGRATIONS_DIRECTORY}/${directory}`);
  await writeFile(`${MIGRATIONS_DIRECTORY}/${directory}/migration.sql`, sql);
  await writeFile(`${MIGRATIONS_DIRECTORY}/migration_lock.toml`, 'provider = "postgresql"\n');
  console.log(`Wrote prisma/migrations/${directory}/migration.sql`);
}

function report(): void {
  if (sql === undefined) {
    console.log('The migrations agree with prisma/schema.prisma.');
    return;
  }
  console.log(`The migrations don't agree with prisma/schema.prisma; what is missing:\n\n${sql}`);
  process.exitCode = 2;
}
