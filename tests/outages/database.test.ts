import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Bot, startBot } from '../../src/bot.ts';
import type { Database } from '../../src/database/database.ts';
import { readEnvironment } from '../../src/env.ts';
import { createLog } from '../../src/log.ts';
import type { Person } from '../../src/playground/person.ts';
import { type Answering, answering, DURING_SURVEY, launchSurvey, presses, said, types } from '../support/outages.ts';
import { both } from '../support/platforms.ts';
import { answersOf } from '../support/surveys.ts';
import { startWorld, type World } from '../support/world.ts';
import { livingClock } from './living-clock.ts';
import { type LosableDatabase, losableDatabase } from './lost-database.ts';

/** The database is away for a while: everybody is told within the three seconds that the platforms wait. */
let world: World;
let lost: LosableDatabase;
/** A second process on a server database, which waits for its turn to listen to Discord. */
let waiting: { readonly bot: Bot; readonly database: Database } | null = null;
const clock = livingClock();
const log: string[] = [];

type Platform = 'slack' | 'discord';
const typing = {} as Record<Platform, Answering>;
const pressing = {} as Record<Platform, Answering>;
const filling = {} as Record<Platform, Person>;

beforeAll(async () => {
  const logged = createLog({ level: 'warn', destination: { write: (line) => log.push(line) } });
  lost = await losableDatabase(logged);
  world = await startWorld({ at: DURING_SURVEY, database: lost.database, protocolClock: clock, log: logged });
  await launchSurvey(world);
  for (const platform of both) {
    typing[platform] = await answering(world, platform, 'en');
    pressing[platform] = await answering(world, platform);
    filling[platform] = world.person(platform, `Nadia ${platform}`);
    await filling[platform].command('/structure creer');
  }
  // From here on the bot has the patience it has in earnest.
  await world.restartBot(undefined, { readMs: 2_000 });
  // Discord tells the language of who presses, not of who types: it is remembered.
  await typing.discord.by.command('/mois');
  const database = await lost.another();
  if (!database) return;
  const environment = readEnvironment({ ...world.discord.environment, RATE_LIMITS: 'off' });
  const bot = await startBot({ environment, database, log: logged, now: world.clock.now, ticks: false });
  waiting = { bot, database };
}, 120_000);
afterAll(async () => {
  await lost?.comeBack();
  await world?.close();
  await lost?.close();
  clock.stop();
});

const MEETING = "Point d'étape";

/** Announces a meeting that both platforms take only a second later. */
async function announceLater(): Promise<void> {
  const { slack: coordinator } = world.coordinator;
  await coordinator.command('/reunion programmer', { titre: MEETING, date: 'mardi 8 décembre 14h', lieu: 'Amiens' });
  world.slack.fault({ kind: 'rateLimited', retryAfter: 1, method: 'chat.postMessage' });
  world.discord.fault({ kind: 'rateLimit', retryAfter: 1, method: 'POST', path: '/channels/:channel/messages' });
  await coordinator.press('Annoncer la réunion');
  expect(announced()).toEqual([0, 0]);
}

const announced = () =>
  both.map((platform) => {
    const { by } = typing[platform];
    const channel = by.channel('annonces').replace('#', '');
    const id = by.platform.channelsOf(by.user.id).find(({ name, id }) => name === channel || id === channel)?.id ?? '';
    return by.platform.messages(by.user.id, { channel: id, thread: null }).filter(({ text }) => text.includes(MEETING))
      .length;
  });

const command = (platform: Platform) => {
  const { platform: local, user, place } = world.coordinator[platform];
  return platform === 'slack'
    ? local.command(user.id, place, '/structure creer nom:La Maison du vélo')
    : local.command(user.id, place, '/structure creer', { nom: 'La Maison du vélo' });
};

it('tells everybody in their language while it is away, runs nothing wild, and recovers by itself with nothing doubled', async () => {
  // It tells who types, presses, fills in and commands, in their language, with what they typed.
  await announceLater();
  await lost.leave();
  // None of these resolves unless the bot is heard within three seconds: they are what the platforms refuse otherwise.
  await Promise.all(
    both.flatMap((platform) => [
      command(platform),
      types(typing[platform].by, typing[platform].thread, '40'),
      presses(pressing[platform].by, 'Je ne sais pas'),
      filling[platform].platform.submit(filling[platform].user.id, { name: `L'Échoppe, ${platform}` }),
    ]),
  );
  const until = clock.now() + 3_000;
  const tells = async (person: Person, words: string, typed: string) => {
    const told = () => person.screen().filter(({ text }) => text.includes(words) && text.includes(typed)).length;
    await expect.poll(told, { interval: 5 }).toBe(1);
  };
  for (const platform of both) {
    const unavailable = "n'arrive pas à enregistrer";
    await tells(world.coordinator[platform], unavailable, 'La Maison du vélo');
    await tells(typing[platform].by, "can't store anything just now. Your message is kept", '40');
    await tells(pressing[platform].by, unavailable, '');
    await tells(filling[platform], unavailable, `L'Échoppe, ${platform}`);
  }
  expect(clock.now()).toBeLessThan(until);

  // It lets neither the sender nor the schedule run wild.
  // Slack, which has heard nothing, brings again what was typed: at once, then after a minute.
  clock.skip(3_001);
  clock.skip(3_001);
  void world
    .bot()
    .schedule.runDue(world.clock.now())
    .catch(() => {});
  // More than a second has passed: who tries again without a pause would have said so thousands of times.
  expect(log.length).toBeLessThan(100);
  expect(world.bot().platforms.map((platform) => platform.status())).toEqual(['connected', 'connected']);

  // It recovers by itself: what was typed counts once, the same gestures work, nothing is doubled.
  await waiting?.bot.stop();
  await lost.comeBack();
  await waiting?.database.close();
  await expect.poll(async () => (await world.bot().health()).status).toBe('ok');
  for (const platform of both) {
    const { eventId } = typing[platform];
    await expect
      .poll(async () => (await answersOf(world, { eventId })).attendance, { timeout: 20_000 })
      .toMatchObject({ value: 40 });
  }
  clock.skip(60_000);
  await world.settle();
  await expect.poll(announced).toEqual([1, 1]);
  const { prisma } = world.database;
  expect(await prisma.organisation.count({ where: { name: { in: ['La Maison du vélo', "L'Échoppe, slack"] } } })).toBe(
    0,
  );
  expect(await prisma.answerRevision.count()).toBe(0);
  for (const platform of both) {
    const { by, eventId } = typing[platform];
    expect(await answersOf(world, { eventId })).not.toHaveProperty('officials');
    expect(said(by, 'Were local elected officials')).toBe(1);
    await pressing[platform].by.press('Je ne sais pas');
    expect(await answersOf(world, { eventId: pressing[platform].eventId })).toHaveProperty('attendance');
    await command(platform);
    await world.settle();
    expect(await prisma.organisation.count({ where: { name: 'La Maison du vélo' } })).toBe(1);
  }
}, 90_000);
