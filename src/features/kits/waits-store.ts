import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';

/**
 * Returns the latest version of an edition, where one of these organisations takes part with an accepted event and
 * hasn't said that it has it; null otherwise.
 */
export async function awaitedKit({ tx, region }: RegionScope, editionId: string, organisationIds: readonly string[]) {
  const client = clientOf(tx);
  const regionId = region.id;
  const kit = await client.kit.findFirst({
    where: { regionId, editionId },
    select: {
      id: true,
      version: true,
      receipts: { where: { receivedAt: { not: null } }, select: { organisationId: true } },
    },
    orderBy: { version: 'desc' },
  });
  const has = new Set(kit?.receipts.map(({ organisationId }) => organisationId));
  const without = organisationIds.filter((id) => !has.has(id));
  if (!kit || without.length === 0) return null;
  const among = { in: without };
  const taking = await client.event.findFirst({
    where: {
      ...{ regionId, editionId, status: 'ACCEPTED' },
      OR: [
        { organisationId: among },
        { coOrganisers: { some: { regionId, organisationId: among, status: 'ACCEPTED' } } },
      ],
    },
    select: {
      organisationId: true,
      coOrganisers: { where: { organisationId: among, status: 'ACCEPTED' }, select: { organisationId: true } },
    },
    orderBy: { number: 'asc' },
  });
  const organisationId = without.find(
    (id) => taking?.organisationId === id || taking?.coOrganisers.some((one) => one.organisationId === id),
  );
  return organisationId === undefined ? null : { id: kit.id, version: kit.version, organisationId };
}
