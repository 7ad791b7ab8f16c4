import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { inviteCoOrganiser } from '../../../src/features/events/operations/co-organise.ts';
import { endCoOrganisingOperation } from '../../../src/features/events/operations/end-co-organising.ts';
import { testDatabase } from '../../support/database.ts';
import { type RegionAtWork, regionAtWork } from '../../support/region-at-work.ts';

const NOW = '2026-10-01T10:00:00+02:00';

let database: Database;
let work: RegionAtWork;
beforeAll(async () => {
  database = await testDatabase();
  work = await regionAtWork(database);
});
afterAll(() => database?.close());

it('an organisation that two members invite at once is asked once', async () => {
  const [ana, ben, zoe] = [await work.person('Ana'), await work.person('Ben'), await work.person('Zoé')];
  const organisationId = await work.organisation('Les Jardins', [ana, ben]);
  const invited = await work.organisation('Emmaüs', [zoe]);
  const editionId = await work.edition(2026);
  const id = await work.event({ editionId, organisationId, by: ana, startsAt: '2026-11-14T18:00:00+01:00' });
  const invite = (name: string) => work.as(name, NOW, inviteCoOrganiser, { id, organisationId: invited });
  const results = await Promise.allSettled([invite('Ana'), invite('Ben')]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const sent = await database.prisma.delivery.findMany({ where: { key: { startsWith: 'event-invitation:' } } });
  expect(sent).toHaveLength(1);
});

it('what both organisations end at once is ended once, and told once', async () => {
  const [eve, tom, may] = [await work.person('Ève'), await work.person('Tom'), await work.person('May')];
  const organisationId = await work.organisation('Le Fournil', [eve]);
  const guest = await work.organisation('La Source', [tom, may]);
  const editionId = await work.edition(2027);
  const given = { editionId, organisationId, by: eve, startsAt: '2027-11-14T18:00:00+01:00', coOrganisers: [guest] };
  const eventId = await work.event(given);
  const { id } = await database.prisma.coOrganiser.findFirstOrThrow({ where: { eventId } });
  const left: string[] = [];
  const end = endCoOrganisingOperation([async (_scope, event, { name }) => void left.push(`${event.id} ${name}`)]);
  const results = await Promise.allSettled(['Ève', 'Tom', 'May'].map((name) => work.as(name, NOW, end, { id })));
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(left).toEqual([`${eventId} La Source`]);
  const told = await database.prisma.delivery.findMany({ where: { key: { startsWith: `event:${eventId}:` } } });
  // Everybody but whoever came first.
  expect(told).toHaveLength(2);
  expect(await database.prisma.coOrganiser.count({ where: { eventId, status: 'ACCEPTED' } })).toBe(0);
});
