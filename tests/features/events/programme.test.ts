import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RegionScope } from '../../../src/access/region/region-scope.ts';
import type { Database } from '../../../src/database/database.ts';
import type {
  Event,
  EventStatus,
  Programme,
  ProgrammeEvent,
  ProgrammeLine,
} from '../../../src/features/events/event.ts';
import { type ProgrammeView, programmeStore } from '../../../src/features/events/programme-store.ts';
import { eventsOfEdition } from '../../../src/features/events/queries.ts';
import { testDatabase } from '../../support/database.ts';
import { type RegionAtWork, regionAtWork } from '../../support/region-at-work.ts';

const NOW = '2026-09-15T09:00:00+02:00';
const statuses: readonly EventStatus[] = ['PROPOSED', 'ACCEPTED', 'QUESTIONED', 'REFUSED', 'POSTPONED', 'CANCELLED'];

let database: Database;
let region: RegionAtWork;
let editionId: string;
let hosts: readonly string[];

// There are forty events of three organisations, in every state, some with two dates and some at the same hour.
beforeAll(async () => {
  database = await testDatabase();
  region = await regionAtWork(database);
  const ana = await region.person('Ana');
  hosts = [
    await region.organisation('Les Jardins', [ana]),
    await region.organisation('Emmaüs', []),
    await region.organisation('La Fabrique', []),
  ];
  editionId = await region.edition(2026);
  const { prisma } = database;
  for (let number = 1; number <= 40; number += 1) {
    const organisationId = hosts[number % 3] ?? '';
    const startsAt = `2026-11-${String(5 + (number % 7)).padStart(2, '0')}T${10 + (number % 4)}:00:00+01:00`;
    const id = await region.event({ editionId, organisationId, by: ana, startsAt });
    const status = statuses[number % 6] ?? 'ACCEPTED';
    const department = number % 2 === 0 ? '80' : '60';
    const { regionId } = await prisma.event.update({ where: { id }, data: { status, department } });
    if (number % 4 === 0) {
      const status = (['ACCEPTED', 'INVITED', 'DECLINED'] as const)[number % 3] ?? 'ACCEPTED';
      const other = { regionId, eventId: id, status, invitedById: ana, invitedAt: new Date(NOW) };
      await prisma.coOrganiser.create({ data: { ...other, organisationId: hosts[(number + 1) % 3] ?? '' } });
    }
    if (number % 5 === 0) {
      await prisma.occurrence.create({
        data: { regionId, eventId: id, startsAt: new Date('2026-11-20T18:00:00+01:00') },
      });
    }
  }
});
afterAll(() => database.close());

/** Returns what the programme shows of an event. */
function shown(event: ProgrammeEvent): ProgrammeEvent {
  const { id, number, title, venue, municipalityCode, municipality, department, status, organisation, coOrganisers } =
    event;
  return { id, number, title, venue, municipalityCode, municipality, department, status, organisation, coOrganisers };
}

/**
 * Returns the expected programme, found in memory: in the order of the dates, then of the numbers, without date last.
 */
function expected(events: readonly Event[], { department, hosts: of, among }: ProgrammeView): readonly ProgrammeLine[] {
  const seen = events.filter(
    ({ status, organisation, coOrganisers, invited, department: where }) =>
      (status === 'ACCEPTED' ||
        (among.includes(status) &&
          (of === 'all' || [organisation, ...coOrganisers, ...invited].some(({ id }) => of.includes(id))))) &&
      (department === null || where === department),
  );
  const lines = seen.flatMap(({ slots, ...whole }): ProgrammeLine[] => {
    const event = shown(whole);
    return event.status === 'POSTPONED' ? [{ event, slot: null }] : slots.map((slot) => ({ event, slot }));
  });
  const time = ({ slot }: ProgrammeLine) => slot?.start.getTime() ?? Number.MAX_SAFE_INTEGER;
  return lines.toSorted((a, b) => time(a) - time(b) || a.event.number - b.event.number);
}

const sights: fc.Arbitrary<ProgrammeView> = fc.record({
  department: fc.constantFrom(null, '60', '80', '02'),
  hosts: fc.oneof(
    fc.constant('all' as const),
    fc.subarray([0, 1, 2]).map((some) => some.map((index) => hosts[index] ?? '')),
  ),
  among: fc.subarray([...statuses]),
});

async function pageOf(scope: RegionScope, page: number, size: number, sight: ProgrammeView): Promise<Programme> {
  const programme = await programmeStore(scope).page(page, size, sight);
  if (!programme) throw new Error('there is no edition');
  return programme;
}

test('its pages, one after the other, are what one sees in the order in which it takes place, nothing twice', async () => {
  await fc.assert(
    fc.asyncProperty(sights, fc.integer({ min: 1, max: 30 }), async (sight, size) => {
      const [events, pages] = await region.within(NOW, async (scope) => {
        const page = (number: number) => pageOf(scope, number, size, sight);
        const first = await page(0);
        const rest = [];
        for (let number = 1; number < first.pages; number += 1) rest.push(await page(number));
        return [await eventsOfEdition(scope, editionId), [first, ...rest]] as const;
      });
      const all = expected(events, sight);
      expect(pages.flatMap(({ lines }) => lines)).toEqual(all);
      expect(pages.map(({ page }) => page)).toEqual(pages.map((_, index) => index));
      expect(new Set(pages.map(({ count }) => count))).toEqual(
        new Set([new Set(all.map(({ event }) => event.id)).size]),
      );
    }),
    { numRuns: 12 },
  );
});

test('before the first edition there is none, and an edition without an event has one page that is empty', async () => {
  const empty = await testDatabase();
  try {
    const other = await regionAtWork(empty);
    const sight: ProgrammeView = { department: null, hosts: 'all', among: statuses };
    expect(await other.within(NOW, (scope) => programmeStore(scope).page(0, 15, sight))).toBeNull();
    await other.edition(2026);
    const page = await other.within(NOW, (scope) => programmeStore(scope).page(3, 15, sight));
    expect(page).toEqual({ lines: [], page: 0, pages: 1, count: 0 });
  } finally {
    await empty.close();
  }
});

test('a page beyond the last is the last, one before the first is the first', async () => {
  const sight: ProgrammeView = { department: null, hosts: 'all', among: statuses };
  await region.within(NOW, async (scope) => {
    const last = await pageOf(scope, 99, 15, sight);
    expect(last.page).toBe(last.pages - 1);
    expect(last.lines.at(-1)?.slot).toBeNull();
    expect((await pageOf(scope, -3, 15, sight)).page).toBe(0);
  });
});
