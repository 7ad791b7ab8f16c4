import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { eventById } from '../../../src/features/events/queries.ts';
import { deliverOnAcceptance } from '../../../src/features/kits/deliver.ts';
import { confirmReceipt, publishKit } from '../../../src/features/kits/operations.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { testDatabase } from '../../support/database.ts';
import { type RegionAtWork, regionAtWork } from '../../support/region-at-work.ts';

const NOW = '2026-10-01T10:00:00+02:00';

let database: Database;
let work: RegionAtWork;
let file: string;
beforeAll(async () => {
  database = await testDatabase();
  work = await regionAtWork(database);
  await work.person('Cléo', 'coordinator');
  await work.person('Driss', 'coordinator');
  const data = { name: 'logo.txt', type: 'text/plain', size: 1, sha256: 'x', bytes: new Uint8Array([1]) };
  file = (await database.prisma.file.create({ data: { ...data, regionId: work.region.id, uploadedAt: new Date(NOW) } }))
    .id;
});
afterAll(() => database?.close());

it('has a number of its own when two are published at once, and goes to a coordinator who hands it on and receives it for an organisation with nobody here', async () => {
  // It gets a version of its own when two are published at once.
  await work.edition(2026);
  const publish = (name: string) => work.as(name, NOW, publishKit, { files: [file], note: null });
  const kits = await Promise.all([publish('Cléo'), publish('Driss')]);
  expect(kits.map(({ kit }) => kit.version).sort()).toEqual([1, 2]);

  // It goes to a coordinator, who hands it on, while an organisation has nobody here.
  const cleo = await work.person('Cléo');
  const { id: editionId } = await database.prisma.edition.findFirstOrThrow({ where: { year: 2026 } });
  const organisationId = await work.organisation('La Fabrique', []);
  const event = { editionId, organisationId, by: cleo, startsAt: '2026-11-14T18:00:00+01:00' };
  await work.event(event);
  const { kit, leaves } = await work.as('Driss', NOW, publishKit, { files: [file], note: null });
  expect(leaves).toMatchObject({ now: 1, held: 0 });
  const delivery = await database.prisma.delivery.findFirstOrThrow({
    where: { key: `kit:${kit.id}:${organisationId}` },
  });
  expect(delivery.target).toMatchObject({ kind: 'private', users: ['Cléo'] });
  expect(asTyped(JSON.stringify(delivery.body))).toContain(
    "Aucun membre de cette structure n'est inscrit ici (La Fabrique)",
  );

  // It is noted as received also where a coordinator hands it on.
  const fournil = await work.organisation('Le Fournil', []);
  const { id: kitId } = await database.prisma.kit.findFirstOrThrow();
  await work.as('Cléo', NOW, confirmReceipt, { kitId, organisationId: fournil });
  const receipt = await database.prisma.kitReceipt.findFirst({ where: { organisationId: fournil } });
  expect(receipt?.receivedAt).toEqual(new Date(NOW));
});

it("is that of the event's edition, whichever is open", async () => {
  const before = await work.edition(2025, 'CLOSED');
  const ana = await work.person('Ana');
  const organisationId = await work.organisation('Les Jardins', [ana]);
  const id = await work.event({ editionId: before, organisationId, by: ana, startsAt: '2026-11-14T18:00:00+01:00' });
  await work.within(NOW, async (scope) => {
    const event = await eventById(scope, id);
    if (event) await deliverOnAcceptance(scope, event);
  });
  expect(await database.prisma.kitReceipt.count({ where: { organisationId } })).toBe(0);
});
