import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import { manualClock } from '../../src/playground/clock.ts';
import { Person } from '../../src/playground/person.ts';
import { killBots } from '../support/bot-process.ts';
import { type DatabaseLocation, testDatabaseLocation } from '../support/database.ts';
import { organiserWithEvent } from '../support/events.ts';
import { said } from '../support/outages.ts';
import { endAll, inDatabase, startProcess } from '../support/own-process.ts';
import { both } from '../support/platforms.ts';
import { startWorld, type World } from '../support/world.ts';

/** The process is killed when a form was taken in, which closes it on Discord, and its answer isn't there yet. */
let world: World;
let location: DatabaseLocation;
const clock = manualClock();
const people = {} as Record<'slack' | 'discord', Person>;
const INTERRUPTED = "Un arrêt m'a interrompu";

// The other processes live by the real clock.
const now = new Date();
const dayOf = (days: number) =>
  new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('/');

beforeAll(async () => {
  location = await testDatabaseLocation();
  const database = await openDatabase({ ...location, log: silentLog });
  world = await startWorld({ at: now.toISOString(), database, protocolClock: clock });
  await world.coordinator.slack.command('/edition ouvrir', { annee: dayOf(30).slice(-4) });
  for (const platform of both) {
    people[platform] = unwaited(await organiserWithEvent(world, platform, 'Olive', 'Visite', `${dayOf(30)} 10h`));
  }
  await world.bot().stop();
  await database.close();
});
afterEach(killBots);
afterAll(() => endAll(world));

/** Returns somebody whose gestures don't wait for the world's own bot, which has stopped. */
function unwaited({ platform, user }: Person): Person {
  return new Person(platform, user, async () => {});
}

const opensForm = (person: Person) =>
  expect.poll(() => person.platform.form(person.user.id) !== null, { timeout: 20_000 }).toBe(true);

/** Keeps Discord's next two answers to an acknowledgement, which it has taken, from reaching the bot. */
const holdsBackAcknowledged = () =>
  world.discord.fault({
    ...{ kind: 'delay', milliseconds: 3_600_000, when: 'after', times: 2 },
    path: '/interactions/:interaction/:token/callback',
  });

/** Keeps the answer to a form from leaving. Returns a function that tells whether it was about to. */
function holdsBackTheAnswer(platform: 'slack' | 'discord'): () => boolean {
  if (platform === 'discord') {
    const path = '/webhooks/:application/:token/messages/@original';
    const fault = world.discord.fault({
      kind: 'delay',
      milliseconds: 3_600_000,
      when: 'before',
      method: 'PATCH',
      path,
    });
    return () => fault.hits() > 0;
  }
  let begun = false;
  const when = () => {
    begun = true;
    return true;
  };
  for (const method of ['response_url', 'chat.postEphemeral'])
    world.slack.fault({ kind: 'delay', milliseconds: 3_600_000, method, when });
  return () => begun;
}

const titles = () =>
  inDatabase(location, async ({ prisma }) => (await prisma.event.findMany()).map(({ title }) => title));

async function started(): Promise<Awaited<ReturnType<typeof startProcess>>> {
  for (const platform of both) people[platform].look();
  return startProcess(world, location);
}

it('a form that was taken in is kept, so is a command typed in full, and whoever sent it goes on from there', async () => {
  const { discord } = people;
  const nora = unwaited(world.person('discord', 'Nora'));
  const killed = await started();
  await nora.command('/mois');
  await expect.poll(() => said(nora, 'Bonjour Nora'), { timeout: 20_000 }).toBe(1);
  await discord.command('/evenement modifier', { evenement: 'Visite discord' });
  await opensForm(discord);
  const fault = holdsBackAcknowledged();
  const sent = Promise.allSettled([
    discord.fill({ title: 'Grande visite', place: 'Mairie, Beauvais' }),
    nora.command('/structure creer', { nom: 'La Fabrique du Noyonnais' }),
  ]);
  await expect.poll(() => fault.hits(), { timeout: 20_000 }).toBe(2);
  await killed.kill();
  fault.cancel();
  await sent;
  expect(await titles()).not.toContain('Grande visite');

  const bot = await started();
  for (const one of [discord, nora]) {
    await expect.poll(() => said(one, INTERRUPTED), { timeout: 40_000 }).toBe(1);
    expect(one.sawLast(INTERRUPTED).text).toContain("rien n'en est encore enregistré");
    expect(one.sawLast(INTERRUPTED).text).toContain(one === discord ? 'Grande visite' : 'La Fabrique du Noyonnais');
    await one.press('Ouvrir le formulaire');
    await opensForm(one);
  }
  const { fields } = discord.form();
  expect(fields.find(({ id }) => id === 'title')).toMatchObject({ value: ['Grande visite'] });
  expect(nora.form().fields[0]).toMatchObject({ value: ['La Fabrique du Noyonnais'] });
  for (const one of [discord, nora]) await one.fill({});
  await expect.poll(() => said(discord, '« Grande visite » est enregistré')).toBe(1);
  await expect.poll(() => said(nora, '« La Fabrique du Noyonnais » est créée')).toBe(1);
  // Nothing is left that opens it once more.
  expect(discord.sees('Ouvrir le formulaire')).toBe(false);
  bot.stop();
  expect(await bot.ended).toMatchObject({ code: 0 });
  expect(await titles()).toContain('Grande visite');
}, 120_000);

it('whoever was not answered, on either platform, though it is stored, is told to look first, once', async () => {
  const before = (await titles()).length;
  const killed = await started();
  const sent = [];
  for (const platform of both) {
    const person = people[platform];
    const events = { slack: 'Visite slack', discord: 'Grande visite' };
    await person.command('/evenement modifier', { evenement: events[platform] });
    await opensForm(person);
    const hits = holdsBackTheAnswer(platform);
    sent.push(person.fill({ title: `Autre visite ${platform}` }).catch((error: unknown) => error));
    await expect.poll(hits, { timeout: 20_000 }).toBe(true);
  }
  await killed.kill();
  world.slack.clearFaults();
  clock.advance(3_600_000);
  await Promise.all(sent);
  for (const platform of both) expect(await titles()).toContain(`Autre visite ${platform}`);

  const told = (person: Person) => said(person, "c'est peut-être déjà fait");
  const bot = await started();
  for (const platform of both) await expect.poll(() => told(people[platform]), { timeout: 40_000 }).toBe(1);
  bot.stop();
  expect(await bot.ended).toMatchObject({ code: 0 });
  for (const platform of both) expect(told(people[platform])).toBe(1);
  expect(await titles()).toHaveLength(before);
}, 120_000);
