import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BotProcess, killBots } from '../support/bot-process.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fil-killed-'));
});
afterEach(() => {
  killBots();
  rmSync(folder, { recursive: true, force: true });
});

it('the bot of a trial is there again after it was killed from outside, and the terminal says so', async () => {
  const trial = new BotProcess({ DATA_DIR: folder });
  const origin = await trial.url();
  const frame = async () => {
    const { result } = (await (await fetch(`${origin}/essai/api/frame`)).json()) as { result: object };
    return result;
  };
  expect(await frame()).toMatchObject({ bot: 'running', endedBy: null });
  const [pid = 0, ...others] = trial.children();
  expect(others).toEqual([]);
  process.kill(pid, 'SIGKILL');
  await expect
    .poll(frame, { timeout: 60_000, interval: 100 })
    .toMatchObject({ bot: 'running', endedBy: 'SIGKILL', cameBackIn: expect.any(Number) });
  expect(trial.errors.replaceAll('’', "'")).toContain("s'est arrêté de lui-même (SIGKILL). Il est relancé dans 1 s.");
  expect(trial.children()).not.toContain(pid);
  trial.stop();
  await trial.ended;
});
