// Generates the database client when the schema or Prisma's version has changed, and does nothing otherwise. It is
// plain JavaScript that uses only Node's own modules: it runs before every start and every test.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const generated = `${root}src/generated`;
const stamp = `${generated}/stamp`;
const lock = `${generated}/generating`;
const STALE_LOCK_MS = 60_000;

const schema = readFileSync(`${root}prisma/schema.prisma`);
const { version } = JSON.parse(readFileSync(`${root}node_modules/prisma-cli/package.json`, 'utf8'));
const wanted = createHash('sha256').update(version).update('\n').update(schema).digest('hex');

if (!isCurrent()) {
  mkdirSync(generated, { recursive: true });
  takeLock();
  try {
    // Another process may have generated it while this one waited for the lock.
    if (!isCurrent()) generate();
  } finally {
    rmdirSync(lock);
  }
}

function isCurrent() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(`${generated}/prisma/client.ts`);
}

function generate() {
  const run = spawnSync(process.execPath, ['node_modules/prisma-cli/build/index.js', 'generate'], {
    cwd: root,
    env: { ...process.env, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    encoding: 'utf8',
  });
  if (run.status !== 0) {
    process.stderr.write(`${run.stdout}${run.stderr}`);
    throw new Error('prisma generate failed');
  }
  writeFileSync(stamp, wanted);
}

/** Takes the lock by making a folder, in which only one of several processes succeeds. */
function takeLock() {
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (age > STALE_LOCK_MS && existsSync(lock)) rmdirSync(lock);
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
}
