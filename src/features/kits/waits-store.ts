import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';

/** The latest version of an edition's kit, and what became of it for one organisation. */
export interface KitOfTheirs {
  readonly id: string;
  readonly version: number;
  readonly organisationId: string;
  /** When it was sent to the organisation, and when somebody there said that they have it; null: not yet. */
  readonly sentAt: Date | null;
  readonly receivedAt: Date | null;
}

/**
 * Returns the latest version of an edition for the first of these organisations that waits for it: it was sent to it and
 * nobody has said that it arrived, or it takes part with an accepted event that isn't over. Where none waits, it is the one that has
 * it; null where there is none, either.
 */
export async function kitOfTheirs(
  scope: RegionScope,
  editionId: string,
  organisationIds: readonly string[],
): Promise<KitOfTheirs | null> {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  const kit = await client.kit.findFirst({
    where: { regionId, editionId },
    select: {
      id: true,
      version: true,
      receipts: {
        where: { organisationId: { in: [...organisationIds] } },
        select: { organisationId: true, sentAt: true, receivedAt: true },
        orderBy: [{ sentAt: 'asc' }, { id: 'asc' }],
      },
    },
    orderBy: { version: 'desc' },
  });
  if (!kit || organisationIds.length === 0) return null;
  const { id, version, receipts } = kit;
  const sent = receipts.find(({ receivedAt }) => receivedAt === null);
  if (sent) return { id, version, ...sent };
  const without = organisationIds.filter((one) => !receipts.some(({ organisationId }) => organisationId === one));
  const organisationId = await takingPart(scope, editionId, without);
  if (organisationId !== null) return { id, version, organisationId, sentAt: null, receivedAt: null };
  const [has] = receipts;
  return has ? { id, version, ...has } : null;
}

/** Returns the first of these organisations that takes part in an accepted event of the edition that isn't over. */
async function takingPart(
  scope: RegionScope,
  editionId: string,
  organisationIds: readonly string[],
): Promise<string | null> {
  if (organisationIds.length === 0) return null;
  const regionId = scope.region.id;
  const among = { in: [...organisationIds] };
  const notOver = { OR: [{ endsAt: { gt: scope.now } }, { endsAt: null, startsAt: { gt: scope.now } }] };
  const taking = await clientOf(scope.tx).event.findFirst({
    where: {
      ...{ regionId, editionId, status: 'ACCEPTED', occurrences: { some: { regionId, ...notOver } } },
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
  return (
    organisationIds.find(
      (id) => taking?.organisationId === id || taking?.coOrganisers.some((one) => one.organisationId === id),
    ) ?? null
  );
}
