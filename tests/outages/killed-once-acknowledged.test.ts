import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import { manualClock } from '../../src/playground/clock.ts';
import type { Person } from '../../src/playground/person.ts';
import { type DatabaseLocation, testDatabaseLocation } from '../support/database.ts';
import { said, types } from '../support/outages.ts';
import { endAll, inDatabase, startProcess } from '../support/own-process.ts';
import { both } from '../support/platforms.ts';
import { startWorld, type World } from '../support/world.ts';
import { DIRECT, holdsBack } from './held-back.ts';

/**
 * The process is killed when it has acknowledged what somebody typed and hasn't dealt with it. They had never spoken to the bot
 * alone: nothing is read back there, so that only what was kept can tell of it.
 */
let world: World;
let location: DatabaseLocation;
const clock = manualClock();
const people = {} as Record<'slack' | 'discord', Person>;

beforeAll(async () => {
  location = await testDatabaseLocation();
  const database = await openDatabase({ ...location, log: silentLog });
  world = await startWorld({
    ...{ at: new Date().toISOString(), database, protocolClock: clock, hearsOfMembers: false },
  });
  for (const platform of both) {
    people[platform] = world.person(platform, 'Olive');
    await people[platform].command('/mois');
  }
  await world.bot().stop();
  await database.close();
});
afterAll(() => endAll(world));

it('what was acknowledged is dealt with after the restart, once and in its order; what ends every process is given up', async () => {
  const killed = await startProcess(world, location);
  // Slack last: names are waited for ten seconds at most.
  for (const platform of ['discord', 'slack'] as const) {
    const { begun } = holdsBack(world, people[platform], [people[platform].user.id]);
    await types(people[platform], DIRECT, 'Où est la salle ?', 'Et le goûter ?');
    await expect.poll(begun, { timeout: 20_000 }).toBe(true);
  }
  await types(people.slack, DIRECT, 'De malheur');
  await world.slack.settled();
  for (const platform of both) expect(said(people[platform], 'pas compris')).toBe(0);
  await killed.kill();
  world.slack.clearFaults();
  // As if it were what had ended the process, and those before it.
  const begun = await inDatabase(location, ({ prisma }) =>
    prisma.receivedEvent.updateMany({ where: { said: { contains: 'De malheur' } }, data: { tries: 3 } }),
  );
  expect(begun.count).toBe(1);
  const bot = await startProcess(world, location);
  const answers = (person: Person) =>
    person.screen().flatMap(({ author, text }) => (author.bot ? (/avec « (.*) »/.exec(text)?.[1] ?? []) : []));
  for (const platform of both) {
    await expect
      .poll(() => answers(people[platform]), { timeout: 20_000 })
      .toEqual(['Où est la salle ?', 'Et le goûter ?']);
  }
  bot.stop();
  expect(await bot.ended).toMatchObject({ code: 0 });
  for (const platform of both) expect(answers(people[platform])).toHaveLength(2);
  const givenUp = people.slack
    .screen()
    .filter(({ text }) => text.includes("Je n'ai pas réussi à traiter votre message"));
  expect(givenUp.map(({ text }) => text)).toEqual([expect.stringContaining('De malheur')]);
  expect(
    await inDatabase(location, ({ prisma }) => prisma.receivedEvent.count({ where: { said: { not: null } } })),
  ).toBe(0);
}, 120_000);
