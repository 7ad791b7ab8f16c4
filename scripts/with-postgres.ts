// node --import tsx scripts/with-postgres.ts <command> …
//
// Runs the command with TEST_DATABASE_URL pointing at a PostgreSQL server of its own, which is removed afterwards.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { startPostgres } from './throwaway-postgres.ts';

const [command, ...words] = process.argv.slice(2);
if (command === undefined) throw new Error('usage: with-postgres.ts <command> …');

const server = await startPostgres();
try {
  process.exitCode = await run(command, words, { ...process.env, TEST_DATABASE_URL: server.url });
} finally {
  await server.stop();
}

function run(name: string, words: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(name, words, { stdio: 'inherit', env });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
    // The signal is passed on: the server is stopped once the command has ended.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  });
}
