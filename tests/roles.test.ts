import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Bot, startBot } from '../src/bot.ts';
import type { Database } from '../src/database/database.ts';
import { openDatabase } from '../src/database/open-database.ts';
import { readEnvironment } from '../src/env.ts';
import { silentLog } from '../src/log.ts';
import { Person } from '../src/playground/person.ts';
import { type DatabaseLocation, runsOnServer, testDatabase, testDatabaseLocation } from './support/database.ts';
import { launch, openDoors } from './support/surveys.ts';
import { startWorld, type World } from './support/world.ts';

/** Work is split between processes: one takes in what people do, one sends, one looks what is due. */
const ASKED_AT = '2026-11-15T10:00:00+01:00';

let world: World;
let location: DatabaseLocation | null = null;
let people: readonly Person[];
let coordinator: Person;
let running: readonly Bot[] = [];

beforeAll(async () => {
  if (runsOnServer()) location = await testDatabaseLocation();
  const database = location ? await openDatabase({ ...location, log: silentLog }) : await testDatabase();
  world = await startWorld({ at: '2026-11-14T09:00:00+01:00', database });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  // In a direct conversation the bot knows those who have spoken to it before.
  const doors = [await openDoors(world, 'slack'), await openDoors(world, 'discord')];
  people = doors.map(({ organiser }) => as(organiser));
  coordinator = as(world.coordinator.slack);
  await launch(world.coordinator.slack, '15 janvier 2027');
  await stop(world.bot());
});
afterAll(() => world?.close());

/** Returns the same person, who waits for those processes that run. */
function as({ platform, user }: Person): Person {
  return new Person(platform, user, async () => {
    await world.settle();
    for (const bot of running) await bot.quiet();
    await world.settle();
  });
}

function start(roles: string, database: Database = world.database): Promise<Bot> {
  const { slack, discord, clock } = world;
  const environment = readEnvironment({
    ...{ ...slack.environment, ...discord.environment, RATE_LIMITS: 'off', ROLES: roles },
    DATABASE_URL: location?.url ?? 'postgresql://elsewhere/bot',
  });
  return startBot({ environment, database, log: silentLog, now: clock.now, ticks: true, readMs: 60_000 });
}

async function stop(bot: Bot): Promise<void> {
  await bot.stop();
}

const say = (word: string) =>
  Promise.all(people.map(({ platform, user }) => platform.say(user.id, { channel: 'direct', thread: null }, word)));
/** Returns what each of them can read, apart from what was typed. */
const shown = (words: string) =>
  people.map((person) => person.screen().some(({ author, text }) => author.bot && text.includes(words)));
const stored = async (words: string) => {
  const rows = await world.database.prisma.delivery.findMany({ select: { body: true } });
  return rows.filter(({ body }) => JSON.stringify(body).includes(words)).length;
};
const announce = async (words: string) => {
  await coordinator.command('/annonce diffuser', { texte: words });
  await coordinator.press('Diffuser maintenant');
  expect(coordinator.read()).toContain("C'est noté : 2 messages partent maintenant");
};

it('who only receives, only looks what is due or only sends leaves the rest to the others; on a server they do the whole job together', async () => {
  // A process that only receives answers commands, takes in what people do and leaves sending to others.
  const receiver = await start('receive');
  running = [receiver];
  await say('mirabelle');
  await announce('Les affiches sont là');
  await expect.poll(() => stored('mirabelle')).toBe(2);
  expect(await stored('Les affiches sont là')).toBeGreaterThanOrEqual(2);
  expect([shown('mirabelle'), shown('📣')].flat()).toEqual([false, false, false, false]);
  await stop(receiver);

  // A process that only does what is due needs no platform, and stores what is to be sent.
  world.clock.set(ASKED_AT);
  const ticker = await start('schedule');
  running = [ticker];
  expect(ticker.platforms).toEqual([]);
  await expect.poll(() => stored('Portes ouvertes')).toBeGreaterThanOrEqual(2);
  expect(await ticker.health()).toMatchObject({ status: 'ok', slack: 'off', discord: 'off' });
  expect(shown('Portes ouvertes')).toEqual([false, false]);
  await stop(ticker);

  // A process that only sends sends what the others have stored, and takes nothing in.
  const sender = await start('send');
  running = [sender];
  for (const words of ['mirabelle', 'Les affiches sont là', 'Portes ouvertes'])
    await expect.poll(() => shown(words)).toEqual([true, true]);
  expect(world.slack.connections).toBe(0);
  expect(await sender.health()).toMatchObject({ status: 'ok', slack: 'connected', discord: 'connected' });
  await say('quetsche');
  await world.discord.settled();
  await sender.quiet();
  expect(await stored('quetsche')).toBe(0);
  await stop(sender);
  if (runsOnServer()) await together();
});

/** Three processes, each with one of the roles, do the whole job together. */
async function together(): Promise<void> {
  const processes = await Promise.all(
    ['receive', 'send', 'schedule'].map(async (role) => {
      const database = await openDatabase({ ...location, dataDir: 'memory', log: silentLog });
      return { database, bot: await start(role, database) };
    }),
  );
  running = processes.map(({ bot }) => bot);
  await say('prunelle');
  await announce('Les kits sont là');
  for (const words of ['prunelle', 'Les kits sont là']) await expect.poll(() => shown(words)).toEqual([true, true]);
  // In an organisation's thread on Discord the next questionnaire waits until the one before it is done.
  for (const person of people) await as(person).press('Annulé');
  // Each organisation is asked at the end of the month.
  const asked = () => shown('12 questions, 4 minutes.');
  expect(asked()).toEqual([false, false]);
  world.clock.set('2026-12-01T10:00:00+01:00');
  await expect.poll(asked, { timeout: 15_000 }).toEqual([true, true]);
  for (const { bot, database } of processes) {
    await stop(bot);
    await database.close();
  }
}
