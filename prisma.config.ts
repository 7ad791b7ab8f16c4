// By this name and not its own: npm would keep it where only the bot runs, since the client names `prisma` as an optional peer.
import { defineConfig } from 'prisma-cli/config';

// Every Prisma command first downloads the native schema engine, even those that never run it. generate, validate and
// format are WebAssembly: pointed at any existing file, they fetch nothing. (migrate and db do need the engine; we don't
// need them, see scripts/migration.ts.)
if (!process.argv.some((word) => word === 'migrate' || word === 'db')) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://unset.invalid/none' },
});
