import { afterEach, beforeEach, expect, test } from 'vitest';
import { planRoutines } from '../../../src/composition.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import type { SeenMessage } from '../../../src/playground/local-platform.ts';
import type { Person } from '../../../src/playground/person.ts';
import { member } from '../../support/announcements.ts';
import { giveDataContact } from '../../support/data-contact.ts';
import { propose } from '../../support/events.ts';
import { startWorld, type World } from '../../support/world.ts';

const TITLE = 'Ce qui attend la coordination';
const clock = manualClock();
let world: World;
let discord: Person;
let ana: Person;
beforeEach(async () => {
  world = await startWorld({ at: '2026-09-15T09:00:00+02:00', protocolClock: clock });
  await giveDataContact(world.coordinator.slack);
  ({ discord } = world.coordinator);
  await discord.command('/edition ouvrir', { annee: '2026' });
  // A bot that looks by itself what is due plans this at its start.
  const region = await world.database.prisma.region.findFirstOrThrow();
  const scope = { region: { ...region, locale: 'fr' as const }, now: world.clock.now() };
  await inTransaction(world.database, (tx) => planRoutines({ ...scope, tx }));
  ana = await member(world, 'discord', 'Ana', 'Le Fournil', 'Amiens');
});
afterEach(() => world?.close());

const boards = (reader: Person): readonly SeenMessage[] => reader.screen().filter(({ text }) => text.includes(TITLE));
const at = (time: string) => world.goTo(`2026-09-15T${time}:00+02:00`);

test('what waits for the coordinators stands pinned in their channel on Discord, is edited at most every ten minutes, and leads to it', async () => {
  await at('09:30');
  // The first one is posted once something waits.
  expect(boards(discord)).toEqual([]);
  await propose(ana, { title: 'Portes ouvertes' });
  await at('09:41');
  expect(boards(discord)).toHaveLength(1);
  expect(boards(discord)[0]).toMatchObject({ pinned: true });
  expect(boards(discord)[0]?.text).toContain('À faire : 1 proposition.');
  expect(boards(world.coordinator.slack)).toEqual([]);

  await propose(ana, { title: 'Bal' });
  await at('09:45');
  expect(boards(discord)[0]?.text).toContain('1 proposition.');
  await at('09:52');
  expect(boards(discord)).toHaveLength(1);
  expect(boards(discord)[0]?.text).toContain('À faire : 2 propositions.');

  await discord.press('Examiner les propositions', { in: TITLE });
  expect(discord.read()).toContain('Portes ouvertes');
  for (const _ of ['Portes ouvertes', 'Bal']) {
    await discord.command('/evenement file');
    await discord.press('Accepter');
  }
  await at('10:10');
  expect(boards(discord)).toHaveLength(1);
  expect(boards(discord)[0]?.text).toContain("Rien n'attend la coordination");
});

test('where Discord lets it be edited no more it is posted and pinned anew, and the old one unpinned', async () => {
  await propose(ana, { title: 'Bal' });
  await at('09:30');
  const [before] = boards(discord);
  expect(before?.text).toContain('À faire : 1 proposition.');
  await propose(ana, { title: 'Troc' });
  const rest = { kind: 'rateLimit', retryAfter: 3_600, times: 100 } as const;
  world.discord.fault({ ...rest, method: 'PATCH', path: new RegExp(`/messages/${before?.id}$`) });
  await at('09:41');
  expect(boards(discord)).toMatchObject([{ id: before?.id, pinned: true }]);
  await at('09:52');
  expect(boards(discord)).toMatchObject([{ id: before?.id, pinned: false }, { pinned: true }]);
  expect(boards(discord)[1]?.text).toContain('À faire : 2 propositions.');
});

test('over the night it stays the one that stands, and a change of it is shown there', async () => {
  const evening = async (day: string, time: string) => {
    const moment = new Date(`2026-09-${day}T${time}:00+02:00`);
    clock.skipTo(moment.getTime());
    await world.goTo(moment);
  };
  await propose(ana, { title: 'Bal' });
  await evening('15', '09:30');
  const [before] = boards(discord);
  await evening('15', '23:40');
  await propose(ana, { title: 'Troc' });
  for (const time of ['00:05', '00:16', '03:30', '07:00']) await evening('16', time);
  expect(boards(discord)).toMatchObject([{ id: before?.id, pinned: true }]);
  expect(boards(discord)[0]?.text).toContain('À faire : 2 propositions');
});

test('a change that only waits, because Discord cannot be reached, is shown late in the board that stands', async () => {
  await propose(ana, { title: 'Bal' });
  await at('09:30');
  const [before] = boards(discord);
  await propose(ana, { title: 'Troc' });
  world.discord.fault({ kind: 'status', status: 503, times: 1_000, method: 'PATCH', path: /\/messages\/\d+$/ });
  await at('22:10');
  await at('22:21');
  await world.goTo('2026-09-16T03:00:00+02:00');
  expect(boards(discord)).toMatchObject([{ id: before?.id, pinned: true }]);
});

test('where Discord puts off its edits for a whole day, the third board of that day stays', async () => {
  await propose(ana, { title: 'Bal' });
  await at('09:30');
  const rest = { kind: 'rateLimit', retryAfter: 80_000, times: 1_000 } as const;
  world.discord.fault({ ...rest, method: 'PATCH', path: /\/messages\/\d+$/ });
  let minutes = 35;
  const clockTime = () =>
    `${String(9 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  for (const title of ['Troc', 'Vide-grenier', 'Concert', 'Lecture']) {
    await propose(ana, { title });
    // The change is put off, and the next time a new board is posted instead.
    for (let tick = 0; tick < 2; tick += 1) {
      minutes += 11;
      await at(clockTime());
    }
  }
  const pinned = boards(discord).filter((one) => one.pinned);
  expect(pinned).toHaveLength(1);
  expect(pinned[0]?.text).toContain('À faire : 3 propositions.');
});
