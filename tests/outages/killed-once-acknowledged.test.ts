import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { silentLog } from '../../src/log.ts';
import { manualClock } from '../../src/playground/clock.ts';
import type { Person } from '../../src/playground/person.ts';
import { at, BotProcess, killBots } from '../support/bot-process.ts';
import { type DatabaseLocation, testDatabaseLocation } from '../support/database.ts';
import { expectValidRequests } from '../support/validated-requests.ts';
import { startWorld, type World } from '../support/world.ts';
import { DIRECT, holdsBack } from './held-back.ts';
import { onBoth, said, types } from './setting.ts';

/**
 * The process is killed when it has acknowledged what somebody typed and hasn't dealt with it. They had never spoken to the bot
 * alone: nothing is read back there, so that only what was kept can tell of it.
 */
let world: World;
let location: DatabaseLocation;
let database: Database | null = null;
const clock = manualClock();
const people = {} as Record<'slack' | 'discord', Person>;

beforeAll(async () => {
  location = await testDatabaseLocation();
  database = await openDatabase({ ...location, log: silentLog });
  world = await startWorld({
    ...{ at: new Date().toISOString(), database, protocolClock: clock, hearsOfMembers: false },
  });
  for (const platform of onBoth) {
    people[platform] = world.person(platform, 'Olive');
    await people[platform].command('/mois');
  }
  await world.bot().stop();
  await database.close();
  database = null;
}, 60_000);
afterAll(async () => {
  killBots();
  await world?.slack.close();
  await world?.discord.close();
  await database?.close();
  if (world) expectValidRequests([world.slack, world.discord]);
});

async function startProcess(): Promise<BotProcess> {
  const bot = new BotProcess({ ...world.slack.environment, ...world.discord.environment, ...at(location) });
  await bot.url();
  return bot;
}

it('what was acknowledged is dealt with after the restart, each message once and in its order', async () => {
  const killed = await startProcess();
  const held = onBoth.map((platform) => holdsBack(world, people[platform], [people[platform].user.id]));
  for (const platform of onBoth) await types(people[platform], DIRECT, 'Où est la salle ?', 'Et le programme ?');
  await world.slack.settled();
  for (const { begun } of held) await expect.poll(begun, { timeout: 20_000 }).toBe(true);
  for (const platform of onBoth) expect(said(people[platform], 'pas compris')).toBe(0);
  await killed.kill();
  world.slack.clearFaults();
  const bot = await startProcess();
  const answers = (person: Person) =>
    person.screen().flatMap(({ author, text }) => (author.bot ? (/avec « (.*) »/.exec(text)?.[1] ?? []) : []));
  for (const platform of onBoth) {
    await expect
      .poll(() => answers(people[platform]), { timeout: 20_000 })
      .toEqual(['Où est la salle ?', 'Et le programme ?']);
  }
  bot.stop();
  expect(await bot.ended).toMatchObject({ code: 0 });
  for (const platform of onBoth) expect(answers(people[platform])).toHaveLength(2);
  database = await openDatabase({ ...location, log: silentLog });
  expect(await database.prisma.receivedEvent.count({ where: { said: { not: null } } })).toBe(0);
}, 120_000);
