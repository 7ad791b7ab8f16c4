import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BotProcess, killBots } from '../support/bot-process.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fil-anew-'));
});
afterEach(() => {
  killBots();
  rmSync(folder, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Begins anew as the page does; null as long as nobody serves it. */
async function beginAnew(origin: string): Promise<{ readonly status: number; readonly said: string } | null> {
  const headers = { origin, 'content-type': 'application/json' };
  const body = JSON.stringify({ to: 'town' });
  const answer = await fetch(`${origin}/essai/api/beginning`, { method: 'POST', headers, body }).catch(() => null);
  return answer && { status: answer.status, said: await answer.text() };
}

it('isn’t begun while the very first trial is still being prepared, whose folder would be the only one left', async () => {
  const port = await freePort();
  // It prints its address once it is prepared; the page is there before.
  const bot = new BotProcess({ DATA_DIR: folder, PORT: String(port) });
  const answer = await expect
    .poll(() => beginAnew(`http://127.0.0.1:${port}`), { timeout: 100_000, interval: 50 })
    .not.toBeNull()
    .then(() => beginAnew(`http://127.0.0.1:${port}`));
  expect(answer).toEqual({ status: 409, said: expect.stringContaining("L'essai se prépare encore") });
  bot.stop();
  await bot.ended;
});
