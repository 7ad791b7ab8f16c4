import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/open-database.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { silentLog } from '../../../src/log.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import type { Person } from '../../../src/playground/person.ts';
import { planPurge } from '../../../src/schedule/purge.ts';
import { copies } from '../../support/announcements.ts';
import { type DatabaseLocation, testDatabaseLocation } from '../../support/database.ts';
import { endAll, inDatabase, startProcess } from '../../support/own-process.ts';
import { runScript } from '../../support/script-run.ts';
import { messagesNaming, tablesNaming } from '../../support/traces.ts';
import { startWorld, type World } from '../../support/world.ts';

const NAME = 'Marie Dupont';
const DAY_MS = 86_400_000;
const SIDES = ['slack', 'discord'] as const;

let world: World;
let location: DatabaseLocation;
let marie: Person;
// The other processes live by the real clock.
const began = Date.now();
beforeAll(async () => {
  location = await testDatabaseLocation();
  const database = await openDatabase({ ...location, log: silentLog });
  const at = new Date(began - 100 * DAY_MS).toISOString();
  world = await startWorld({ at, database, protocolClock: manualClock() });
  marie = world.person('slack', NAME);
  await marie.command('/structure creer', { nom: 'Jardins partagés' });
  const { slack } = world.coordinator;
  for (const texte of ['un', 'deux', 'trois', 'quatre'].map((day) => `Le ${day}, ${NAME} vous accueille`)) {
    await slack.command('/annonce diffuser', { texte });
    await slack.choose("Où l'envoyer", 'salons');
    await slack.press('Diffuser maintenant');
  }
  await slack.command('/annonce diffuser', { texte: 'Le cinq, Omar Petit vous accueille' });
  await slack.choose("Où l'envoyer", 'salons');
  await slack.press('Diffuser maintenant');
  await world.runDue();
  await world.goTo(new Date(began));
  for (const region of await database.prisma.region.findMany()) {
    const scope = { region: { ...region, locale: 'fr' as const }, now: world.clock.now() };
    await inTransaction(database, (tx) => planPurge({ tx, ...scope }));
  }
  await world.runDue();
  await marie.command('/profil donnees');
  await marie.press('Tout effacer');
  await marie.press('Effacer pour toujours');
  await world.bot().stop();
  await database.close();
}, 120_000);
afterAll(() => endAll(world));

const standing = (side: (typeof SIDES)[number]) => copies(world.coordinator[side], `${NAME} vous accueille`).length;

/** The requests by which messages are deleted, by what they delete. */
function deletions(): ReadonlyMap<string, number> {
  const asked = new Map<string, number>();
  for (const { platform, method, path, body } of SIDES.flatMap((side) =>
    world[side].requests.map((request) => ({ platform: side, ...request })),
  )) {
    const isDeletion = platform === 'slack' ? path.endsWith('chat.delete') : method === 'DELETE';
    if (!isDeletion || (platform === 'discord' && !/\/messages\/\d+$/.test(path))) continue;
    const what = platform === 'slack' ? JSON.stringify(body) : path;
    asked.set(what, (asked.get(what) ?? 0) + 1);
  }
  return asked;
}

/** Waits until nothing is asked of the platforms for a while. */
async function untilQuiet(): Promise<void> {
  let asked = -1;
  const isQuiet = () => {
    const earlier = asked;
    asked = world.slack.requests.length + world.discord.requests.length;
    return asked === earlier;
  };
  await expect.poll(isQuiet, { timeout: 60_000, interval: 3_000 }).toBe(true);
}

it('old messages that are being taken back while a platform puts off, and whose process is killed, all go, and each once', async () => {
  const before = { slack: standing('slack'), discord: standing('discord') };
  expect(Math.min(before.slack, before.discord)).toBeGreaterThanOrEqual(4);
  let slack = 0;
  world.slack.fault({ kind: 'rateLimited', retryAfter: 1, method: 'chat.delete', times: 2, when: () => ++slack > 1 });
  let discord = 0;
  const path = /\/messages\/\d+$/;
  world.discord.fault({
    kind: 'rateLimit',
    retryAfter: 1,
    method: 'DELETE',
    path,
    times: 2,
    only: () => ++discord > 1,
  });

  const first = await startProcess(world, location);
  const left = () => standing('slack') + standing('discord');
  await expect.poll(left, { timeout: 60_000, interval: 5 }).toBeLessThan(before.slack + before.discord);
  await first.kill();
  expect(left()).toBeGreaterThan(0);

  const second = await startProcess(world, location);
  await expect.poll(left, { timeout: 90_000, interval: 500 }).toBe(0);
  await untilQuiet();
  second.stop();
  await second.ended;
  // It looks rarely once it has taken long, and what it finds then is still to be sent.
  const erasure = () => inDatabase(location, ({ prisma }) => prisma.erasure.findFirstOrThrow());
  for (let hours = 1; hours <= 8 && (await erasure()).endedAt === null; hours++) {
    const words = [JSON.stringify(location), new Date(began + hours * 3_600_000).toISOString(), '0'];
    expect((await runScript(join(import.meta.dirname, 'killed.ts'), ...words).exit).code).toBe(0);
    const another = await startProcess(world, location);
    await untilQuiet();
    another.stop();
    await another.ended;
  }
  const { endedAt, failed } = await erasure();
  expect(endedAt).not.toBeNull();
  expect(failed).toBe(0);
  expect(slack).toBeGreaterThan(1);
  expect(discord).toBeGreaterThan(1);
  expect(messagesNaming(world, [NAME])).toEqual([]);
  for (const side of SIDES) {
    expect(copies(world.coordinator[side], 'Omar Petit vous accueille').length).toBeGreaterThan(0);
  }
  // One that was put off, or under way when the process ended, is asked for again; no other is.
  const again = [...deletions().values()].reduce((sum, times) => sum + times - 1, 0);
  expect(again).toBeLessThanOrEqual(2 + 2 + SIDES.length);
  const rows = await inDatabase(location, (database) => tablesNaming({ database }, [NAME]));
  expect(rows.filter((row) => !/^(Person|Identity|Conversation)/.test(row))).toEqual([]);
}, 240_000);
