// npm run test:release
//
// Packs a release, unpacks it where nothing else is, follows the links of its documents, and starts it there: as a trial, then with the tokens of local platforms on the
// embedded database and, where PostgreSQL's programs are, on a server. Fails unless each is healthy and ready.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { extract } from 'tar';
import type { FrameState } from '../../src/playground/page/frame.ts';
import { startTowns, type Towns } from '../bench/platforms.ts';
import { startPostgres } from '../throwaway-postgres.ts';
import { deadLinks } from './documents.mjs';

/** This ends what hangs: a busy machine takes several times longer than a quiet one. */
const LONGEST_MS = 240_000;
const STOP_MS = 15_000;

const archive = execFileSync(process.execPath, ['scripts/release/pack.mjs'], { encoding: 'utf8' }).trim();
const scratch = mkdtempSync(join(tmpdir(), 'fil-conducteur-release-'));
const closing: (() => Promise<unknown>)[] = [];
try {
  await extract({ file: archive, cwd: scratch });
  const [name = ''] = readdirSync(scratch);
  const folder = join(scratch, name);
  const dead = deadLinks(folder);
  if (dead.length > 0) throw new Error(`links of its documents lead nowhere:\n${dead.join('\n')}`);
  console.log(`${name}: every link of its documents leads somewhere`);
  await check('a trial', folder, { DATA_DIR: join(scratch, 'trial') }, beginAnew);
  const towns: Towns = await startTowns(1);
  closing.push(towns.close);
  await check('the embedded database', folder, { ...towns.environment, DATA_DIR: join(scratch, 'data') });
  if (!existsSync(join(scratch, 'data', 'postgres', 'PG_VERSION'))) throw new Error('there is no database in DATA_DIR');
  const server = await startPostgres().catch((error: Error) => {
    console.log(`not checked on a server: ${error.message}`);
    return null;
  });
  if (server) {
    closing.unshift(server.stop);
    await check('a PostgreSQL server', folder, { ...towns.environment, DATABASE_URL: server.url });
  }
  const manifest = execFileSync(process.execPath, ['dist/bot/slack-manifest.js'], { cwd: folder, encoding: 'utf8' });
  JSON.parse(manifest);
  console.log('Slack’s manifest: printed');
} finally {
  for (const close of closing) await close();
  rmSync(scratch, { recursive: true, force: true });
}

/** Starts the release with these variables and no others, waits until it is ready, tries it, and stops it. */
async function check(
  what: string,
  folder: string,
  variables: Readonly<Record<string, string>>,
  attempt: (url: string) => Promise<void> = async () => {},
): Promise<void> {
  const began = performance.now();
  const bot = spawn(process.execPath, ['--max-semi-space-size=4', 'dist/bot/main.js'], {
    cwd: folder,
    env: { PORT: '0', LOG_LEVEL: 'error', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(bot, 'close');
  let said = '';
  bot.stdout.on('data', (data) => {
    said += String(data);
  });
  bot.stderr.on('data', (data) => {
    said += String(data);
  });
  try {
    const url = await until(
      () => /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? null,
      () => bot.exitCode === null,
    );
    for (const path of ['/health', '/ready']) {
      await until(
        async () => ((await fetch(url + path).catch(() => null))?.status === 200 ? path : null),
        () => bot.exitCode === null,
      );
    }
    console.log(`${what}: healthy and ready after ${Math.round(performance.now() - began)} ms`);
    await attempt(url);
  } catch (error) {
    console.error(said);
    throw new Error(`${what}: the release doesn't become ready`, { cause: error });
  } finally {
    bot.kill('SIGTERM');
    const late = setTimeout(() => bot.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(late);
  }
}

/** Lets a trial play the edition of the demonstration beside it, up to its first steps: all that this needs is in the release. */
async function beginAnew(url: string): Promise<void> {
  const headers = { 'Content-Type': 'application/json', Origin: url };
  await fetch(`${url}/essai/api/beginning`, { method: 'POST', headers, body: JSON.stringify({ to: 'picardie' }) });
  await until(
    async () => {
      const { result } = (await (await fetch(`${url}/essai/api/frame`)).json()) as { result: FrameState };
      if (result.failure !== null) throw new Error(result.failure);
      return result.preparing?.chapter ? result : null;
    },
    () => true,
  );
  console.log('the edition of 2008: played beside the trial');
}

/** Returns what is looked for once it is there. Throws when time is up or it can no longer come. */
async function until<T>(look: () => T | null | Promise<T | null>, mayCome: () => boolean): Promise<T> {
  for (const end = performance.now() + LONGEST_MS; performance.now() < end && mayCome(); await delay(50)) {
    const found = await look();
    if (found !== null) return found;
  }
  throw new Error('it took too long, or it ended');
}
