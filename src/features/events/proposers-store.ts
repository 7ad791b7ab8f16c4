import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';

/** Returns who proposed the last event that each of these organisations leads or co-organises in an edition, by the organisation's id. */
export async function lastProposers(
  { tx, region }: RegionScope,
  editionId: string,
  organisationIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const regionId = region.id;
  const among = { in: [...organisationIds] };
  const accepted = { regionId, organisationId: among, status: 'ACCEPTED' as const };
  const rows = await clientOf(tx).event.findMany({
    where: { regionId, editionId, OR: [{ organisationId: among }, { coOrganisers: { some: accepted } }] },
    select: {
      organisationId: true,
      proposedById: true,
      coOrganisers: { where: accepted, select: { organisationId: true } },
    },
    orderBy: [{ proposedAt: 'desc' }, { number: 'asc' }],
  });
  const found = new Map<string, string>();
  for (const { organisationId, coOrganisers, proposedById } of rows) {
    for (const id of [organisationId, ...coOrganisers.map((one) => one.organisationId)])
      if (!found.has(id)) found.set(id, proposedById);
  }
  return found;
}
