import { afterAll, beforeAll, expect, it } from 'vitest';
import { message, text } from '../../../src/chat/message.ts';
import type { Database } from '../../../src/database/database.ts';
import { cancelEvent } from '../../../src/features/events/operations/move.ts';
import { eventById } from '../../../src/features/events/queries.ts';
import { tellOrganisation } from '../../../src/features/events/tell.ts';
import { testDatabase } from '../../support/database.ts';
import { type RegionAtWork, regionAtWork } from '../../support/region-at-work.ts';

const NOW = '2026-10-01T10:00:00+02:00';

let database: Database;
let work: RegionAtWork;
let editionId: string;
beforeAll(async () => {
  database = await testDatabase();
  work = await regionAtWork(database);
  editionId = await work.edition(2026);
});
afterAll(() => database?.close());

const sentTo = (eventId: string, personId: string) =>
  database.prisma.delivery.findMany({
    where: { key: { startsWith: `event:${eventId}:slack:${personId}` } },
    orderBy: { sequence: 'asc' },
  });

it('tells each once, however many of the organisations they belong to, and not who has left', async () => {
  const [ana, zoe, max] = [await work.person('Ana'), await work.person('Zoé'), await work.person('Max')];
  const lead = await work.organisation('Les Jardins', [ana, zoe]);
  const host = await work.organisation('Emmaüs', [zoe]);
  // Max proposed it and has left the organisation since.
  const event = { editionId, organisationId: lead, by: max, startsAt: '2026-11-14T18:00:00+01:00' };
  const id = await work.event({ ...event, coOrganisers: [host] });
  await work.as('Ana', NOW, cancelEvent, { id, reason: null });
  expect(await sentTo(id, zoe)).toHaveLength(1);
  expect(await sentTo(id, max)).toEqual([]);
  expect(await sentTo(id, ana)).toEqual([]);
});

it('tells the coordinator who proposed it for an organisation', async () => {
  const [cleo, dan] = [await work.person('Cléo', 'coordinator'), await work.person('Dan')];
  const organisationId = await work.organisation('Le Fournil', [dan]);
  const id = await work.event({ editionId, organisationId, by: cleo, startsAt: '2026-11-15T18:00:00+01:00' });
  await database.prisma.event.update({ where: { id }, data: { onBehalf: true } });
  await work.as('Dan', NOW, cancelEvent, { id, reason: null });
  expect(await sentTo(id, cleo)).toHaveLength(1);
});

it('still reaches somebody whose first message was refused', async () => {
  const eve = await work.person('Ève');
  const organisationId = await work.organisation('La Ruche', [eve]);
  const id = await work.event({ editionId, organisationId, by: eve, startsAt: '2026-11-16T18:00:00+01:00' });
  const tell = (what: string, why: 'decision' | 'concern') =>
    work.within(NOW, async (scope) => {
      const event = await eventById(scope, id);
      if (event) await tellOrganisation(scope, event, { what, why, words: () => message(text(what)) });
    });
  await tell('accepted', 'decision');
  await tell('changed', 'concern');
  await database.prisma.delivery.updateMany({
    where: { key: `event:${id}:slack:${eve}` },
    data: { status: 'REFUSED' },
  });
  await tell('cancelled', 'concern');
  const kinds = (await sentTo(id, eve)).map(({ target }) => (target as { kind: string }).kind);
  expect(kinds).toEqual(['private', 'thread', 'private']);
});
