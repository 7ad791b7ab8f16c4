import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { readAnnouncement, relayAnnouncement } from '../../../src/features/announcements/operations/acknowledge.ts';
import { withdrawAnnouncement } from '../../../src/features/announcements/operations/change.ts';
import {
  addressAnnouncement,
  draftAnnouncement,
  scheduleAnnouncement,
  sendAnnouncement,
} from '../../../src/features/announcements/operations/compose.ts';
import { announcementState, remindNow } from '../../../src/features/announcements/operations/follow.ts';
import { testDatabase } from '../../support/database.ts';
import { type RegionAtWork, regionAtWork } from '../../support/region-at-work.ts';

const NOW = '2026-11-16T10:00:00+01:00';
const people = Array.from({ length: 12 }, (_, index) => `Ana ${index}`);

let database: Database;
let region: RegionAtWork;
beforeAll(async () => {
  database = await testDatabase();
  region = await regionAtWork(database);
  for (const name of ['Claire', 'Driss']) await region.person(name, 'coordinator');
  for (const name of people) await region.organisation(`Le Fournil de ${name}`, [await region.person(name)]);
});
afterAll(() => database?.close());

async function draft(by: string): Promise<string> {
  const words = { text: 'Les affiches sont arrivées', links: [], files: [], dueAt: null };
  const { announcement } = await region.as(by, NOW, draftAnnouncement, words);
  const { id } = announcement;
  await region.as(by, NOW, addressAnnouncement, { id, what: 'places', values: ['channels', 'people'] });
  await region.as(by, NOW, addressAnnouncement, { id, what: 'roles', values: ['organiser'] });
  return id;
}

/** Does these at the same moment. Returns the ids of the refusals, null for what was done. */
async function atOnce(...works: readonly (() => Promise<unknown>)[]): Promise<readonly (string | null)[]> {
  const settled = await Promise.allSettled(works.map((work) => work()));
  return settled.map((one) => (one.status === 'fulfilled' ? null : String(one.reason.message))).sort();
}

const stored = (prefix: string) =>
  database.prisma.delivery.count({ where: { key: { startsWith: prefix }, editOf: null } });

test('pressed twice and by two coordinators at once, it leaves once', async () => {
  const id = await draft('Claire');
  const press = (by: string) => () => region.as(by, NOW, sendAnnouncement, { id });
  const outcomes = await atOnce(press('Claire'), press('Driss'), press('Claire'));
  expect(outcomes).toEqual(['announcements.errors.left', 'announcements.errors.left', null]);
  expect(await stored(`announcement:${id}:`)).toBe(1 + people.length);
  expect(await database.prisma.announcementRecipient.count({ where: { announcementId: id } })).toBe(people.length);
});

test('sent, scheduled and taken back at once, it is one thing after another', async () => {
  const id = await draft('Driss');
  await atOnce(
    () => region.as('Claire', NOW, sendAnnouncement, { id }),
    () => region.as('Driss', NOW, scheduleAnnouncement, { id, at: new Date('2026-11-17T10:00:00+01:00') }),
  );
  const { announcement } = await region.as('Claire', NOW, announcementState, { id });
  expect(announcement.status).toBe('LEFT');
  const due = await database.prisma.dueItem.findMany({ where: { subject: id, kind: 'announcement-leave' } });
  expect(due).toEqual([]);
  const back = () => region.as('Claire', NOW, withdrawAnnouncement, { id });
  expect(await atOnce(back, back)).toEqual(['announcements.errors.withdrawnAlready', null]);
  // Nothing was posted before, and nothing is posted now.
  const left = await database.prisma.delivery.findMany({ where: { key: { startsWith: `announcement:${id}:` } } });
  expect(new Set(left.map(({ status, reason }) => `${status} ${reason}`))).toEqual(new Set(['REFUSED withdrawn']));
});

test('everybody who reads it and passes it on at the same moment is counted, each once', async () => {
  const id = await draft('Claire');
  await region.as('Claire', NOW, sendAnnouncement, { id });
  const outcomes = await atOnce(
    ...people.flatMap((name) => [
      () => region.as(name, NOW, readAnnouncement, { id }),
      () => region.as(name, NOW, relayAnnouncement, { id, to: ['members'], howMany: '10' }),
      () => region.as(name, NOW, readAnnouncement, { id }),
    ]),
  );
  expect(outcomes.every((one) => one === null)).toBe(true);
  const { echo } = await region.as('Claire', NOW, announcementState, { id });
  expect(echo).toEqual({
    ...{ read: people.length, readByRecipients: people.length, relayed: people.length },
    reach: { value: 10 * people.length, precision: 'exact' },
  });
  const remind = () => region.as('Driss', NOW, remindNow, { id });
  // Nobody is left to remind, which doesn't use up the only reminder.
  expect(await atOnce(remind, remind)).toEqual([null, null]);
  expect(await stored('announcement-reminder:')).toBe(0);
});
