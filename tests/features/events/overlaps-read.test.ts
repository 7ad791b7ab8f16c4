import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { eventsAround, overlapsAmong } from '../../../src/features/events/clashes.ts';
import { eventsOfEdition } from '../../../src/features/events/queries.ts';
import { testDatabase } from '../../support/database.ts';
import { type RegionAtWork, regionAtWork } from '../../support/region-at-work.ts';

const NOW = '2026-09-15T09:00:00+02:00';
const HOUR_MS = 3_600_000;
/** The beginning of the longest day, on which winter time begins. */
const MIDDLE = new Date('2026-10-25T00:00:00+02:00').getTime();
const lengths = [null, 1, 5, 24, 25, 60, 72, 73, 200];
const places = ['80', '60', null];

let database: Database;
let region: RegionAtWork;
let editionId: string;

// There are events of every length at every fourth hour around the longest day, in two departments and online.
beforeAll(async () => {
  database = await testDatabase();
  region = await regionAtWork(database);
  const ana = await region.person('Ana');
  editionId = await region.edition(2026);
  const { prisma } = database;
  let number = 0;
  for (const length of lengths) {
    for (let hours = -60; hours <= 60; hours += 20 + (number % 3)) {
      number += 1;
      const organisationId = await region.organisation(`Structure ${number}`, []);
      const startsAt = new Date(MIDDLE + hours * HOUR_MS);
      const id = await region.event({ editionId, organisationId, by: ana, startsAt: startsAt.toISOString() });
      const endsAt = length === null ? null : new Date(startsAt.getTime() + length * HOUR_MS);
      await prisma.occurrence.updateMany({ where: { eventId: id }, data: { endsAt } });
      await prisma.event.update({ where: { id }, data: { department: places[number % places.length] ?? null } });
    }
  }
});
afterAll(() => database.close());

test('what overlaps is found among the events that are read around one, as among all there are, and few are read', async () => {
  const [all, read, found] = await region.within(NOW, async (scope) => {
    const events = await eventsOfEdition(scope, editionId);
    let [within, overlapping] = [0, 0];
    for (const event of events) {
      const around = await eventsAround(scope, editionId, [event]);
      const overlaps = overlapsAmong(scope, around, event);
      expect(overlaps).toEqual(overlapsAmong(scope, events, event));
      within += around.length;
      overlapping += overlaps.length;
    }
    return [events.length, within, overlapping] as const;
  });
  expect(all).toBeGreaterThan(40);
  expect(found).toBeGreaterThan(100);
  expect(read).toBeLessThan((all * all) / 2);
});
