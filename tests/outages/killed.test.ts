import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import { manualClock } from '../../src/playground/clock.ts';
import { PlatformRefusal } from '../../src/playground/local-platform.ts';
import { type DatabaseLocation, testDatabaseLocation } from '../support/database.ts';
import { type Answering, answering, holdsBackTheLook, presses, said, types } from '../support/outages.ts';
import { endAll, inDatabase, startProcess } from '../support/own-process.ts';
import { both } from '../support/platforms.ts';
import { answersOf, launch } from '../support/surveys.ts';
import { startWorld, type World } from '../support/world.ts';

/** The process is killed between what somebody did and the answer, and started again on the same database. */
let world: World;
let location: DatabaseLocation;
const clock = manualClock();
const people = {} as Record<'slack' | 'discord', Answering>;

// The other processes live by the real clock.
const now = new Date();
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);
const dayOf = (date: Date) => date.toISOString().slice(0, 10).split('-').reverse().join('/');

beforeAll(async () => {
  location = await testDatabaseLocation();
  const database = await openDatabase({ ...location, log: silentLog });
  world = await startWorld({ at: now.toISOString(), database, protocolClock: clock });
  const { slack: coordinator } = world.coordinator;
  await coordinator.command('/edition ouvrir', { annee: String(now.getFullYear()) });
  await launch(coordinator, dayOf(days(60)));
  for (const platform of both) people[platform] = await answering(world, platform);
  await world.bot().stop();
  await database.close();
});
afterAll(() => endAll(world));

it('what was typed counts once, and what was pressed can be pressed again', async () => {
  const { slack, discord } = people;
  const killed = await startProcess(world, location);
  // The bot has the message typed on Slack, and looks whether anything was said before it.
  const looks = holdsBackTheLook(world.slack);
  await types(slack.by, slack.thread, '40');
  await expect.poll(looks).toBe(true);
  // The bot has the press on Discord, and is about to acknowledge it.
  const path = '/interactions/:interaction/:token/callback';
  const fault = world.discord.fault({ kind: 'delay', milliseconds: 60_000, when: 'before', path });
  const pressed = presses(discord.by, 'Je ne sais pas').catch((error: unknown) => error);
  await expect.poll(() => fault.hits()).toBe(1);
  await killed.kill();
  clock.advance(3_001);
  expect(await pressed).toBeInstanceOf(PlatformRefusal);
  world.slack.clearFaults();
  fault.cancel();
  // She types while the bot is away.
  await types(slack.by, slack.thread, 'non');
  await types(discord.by, discord.thread, '50', 'oui');

  const bot = await startProcess(world, location);
  for (const { by } of [slack, discord]) await expect.poll(() => said(by, 'Qui est venu surtout')).toBe(1);
  await presses(slack.by, 'Moitié-moitié');
  await presses(discord.by, 'Moitié-moitié');
  for (const { by } of [slack, discord]) await expect.poll(() => said(by, 'Tout est enregistré')).toBe(1);
  bot.stop();
  expect(await bot.ended).toMatchObject({ code: 0 });

  await inDatabase(location, async (database) => {
    expect(await answersOf({ database }, { eventId: slack.eventId })).toMatchObject({
      attendance: { value: 40 },
      officials: { option: 'no' },
      audience: { option: 'half' },
    });
    expect(await answersOf({ database }, { eventId: discord.eventId })).toMatchObject({
      attendance: { value: 50 },
      officials: { option: 'yes' },
      audience: { option: 'half' },
    });
    expect(await database.prisma.answerRevision.count()).toBe(0);
    expect(await database.prisma.delivery.count({ where: { status: { notIn: ['SENT'] } } })).toBe(0);
  });
}, 90_000);
