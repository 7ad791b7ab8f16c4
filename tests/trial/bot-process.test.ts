import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readEnvironment } from '../../src/env.ts';
import { type ManualClock, manualClock } from '../../src/playground/clock.ts';
import { startLocalDiscord } from '../../src/playground/discord/index.ts';
import { startLocalSlack } from '../../src/playground/slack/index.ts';
import { createTrialTime } from '../../src/playground/time/trial-time.ts';
import { BotProcess, type UnaskedEnd } from '../../src/trial/bot-process.ts';

/** A program that begins and says that it is quiet, as the bot does, until it is told to stop; or that ends as it begins, or never has begun. */
const PROGRAM = `
import { existsSync } from 'node:fs';
process.on('message', ({ id, name }) => {
  if (name === 'runDue' && existsSync(new URL('broken', import.meta.url))) process.exit(3);
  if (name === 'begin' && existsSync(new URL('broken', import.meta.url))) process.exit(3);
  if (name === 'begin' && existsSync(new URL('slow', import.meta.url))) return;
  process.send({ id, result: name === 'nextDue' ? process.pid : null });
});
process.on('disconnect', () => process.exit(0));
`;

let folder: string;
let clock: ManualClock;
let ends: UnaskedEnd[];
let bot: BotProcess;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fil-bot-'));
  clock = manualClock();
  ends = [];
  const program = join(folder, 'program.mjs');
  writeFileSync(program, PROGRAM);
  const settings = { environment: readEnvironment({}), dataDir: folder, ahead: 0, ticks: false };
  bot = new BotProcess({
    settings: () => settings,
    changed() {},
    ended: (end) => void ends.push(end),
    program,
    pace: clock,
  });
});
afterEach(async () => {
  await bot.kill();
  rmSync(folder, { recursive: true });
});

/** Kills the process from outside, as one does in a terminal. */
async function killFromOutside(): Promise<void> {
  process.kill(Number(await bot.schedule.nextDue()), 'SIGKILL');
}
const isNow = (state: BotProcess['state']) => expect.poll(() => bot.state, { timeout: 20_000 }).toBe(state);
const breakIt = () => writeFileSync(join(folder, 'broken'), '');

it('is started again in a moment when it is killed from outside, and has said by what', async () => {
  await bot.start();
  await killFromOutside();
  await isNow('crashed');
  expect(ends).toEqual([{ how: 'SIGKILL', againIn: 1_000 }]);
  expect(bot.endedBy).toBe('SIGKILL');
  clock.advance(1_000);
  await isNow('running');
  await expect.poll(() => bot.cameBackIn).toBeGreaterThan(0);
});

it('is given up when it ends at each start, until somebody starts it', async () => {
  await bot.start();
  breakIt();
  await killFromOutside();
  for (const pause of [1_000, 2_000, 4_000, 8_000, 16_000]) {
    await isNow('crashed');
    expect(ends.at(-1)?.againIn).toBe(pause);
    clock.advance(pause);
    expect(bot.state).toBe('starting');
  }
  await isNow('givenUp');
  expect(ends.at(-1)).toEqual({ how: 'code 3', againIn: null });
  clock.advance(3_600_000);
  expect(bot.state).toBe('givenUp');
  rmSync(join(folder, 'broken'));
  await bot.startAgain();
  expect(bot.state).toBe('running');
});

it('stays away when somebody has killed or stopped it', async () => {
  for (const end of [() => bot.kill(), () => bot.stop()]) {
    await bot.start();
    await end();
    expect(bot.state).toBe('killed');
    clock.advance(3_600_000);
    expect(bot.state).toBe('killed');
  }
  await bot.start();
  await killFromOutside();
  await isNow('crashed');
  // Nothing that was planned brings back what is no longer wanted.
  await bot.kill();
  clock.advance(3_600_000);
  expect(bot.state).not.toBe('starting');
  expect(ends).toHaveLength(1);
});

it('is started again when it is killed from outside while somebody starts it', async () => {
  await bot.start();
  await bot.kill();
  const slow = join(folder, 'slow');
  writeFileSync(slow, '');
  const started = bot.startAgain();
  await Promise.all([expect(started).rejects.toThrow('arrêté en démarrant'), killFromOutside()]);
  expect(bot.state).toBe('crashed');
  expect(ends).toEqual([{ how: 'SIGKILL', againIn: 1_000 }]);
  rmSync(slow);
  clock.advance(1_000);
  await isNow('running');
});

it('ends while time passes: that stops where it is, and says so', async () => {
  const [slack, discord] = await Promise.all([startLocalSlack({ clock }), startLocalDiscord({ clock })]);
  const time = createTrialTime({ clock, platforms: { slack, discord }, year: 2026 });
  await bot.start();
  time.begin(bot);
  breakIt();
  const before = clock.now();
  expect(await time.skipTo('week')).toEqual({ at: before, stopped: 'away', news: [] });
  expect(time.state()).toMatchObject({ now: before, passing: null });
  expect(time.state().ahead[0]).toEqual({ to: 'rest', at: before + 7 * 86_400_000 });
  await Promise.all([slack.close(), discord.close()]);
});

it('says so when it ends as it first begins, and is left at that', async () => {
  breakIt();
  await expect(bot.start()).rejects.toThrow('arrêté en démarrant');
  clock.advance(3_600_000);
  expect(bot.state).toBe('killed');
  expect(ends).toEqual([]);
});
