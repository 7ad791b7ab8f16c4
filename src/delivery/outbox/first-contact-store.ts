import { stillInTeam } from '../../access/actor/presence-filters-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf, type Tx } from '../../database/transaction.ts';
import { type AnyTarget, readTarget } from './message-schema.ts';

/**
 * Returns the ids of those among the readers of a private message who haven't been told yet who keeps what of them; nobody
 * for what stands in the open.
 */
export async function uninformedReaders(source: Tx, regionId: string, target: AnyTarget): Promise<readonly string[]> {
  if (target.kind !== 'private' && target.kind !== 'organisation') return [];
  const { platform } = target;
  const users = target.kind === 'private' ? target.users : target.to === null ? null : [target.to];
  const read =
    users === null && target.kind === 'organisation'
      ? { memberships: { some: { regionId, organisationId: target.organisation, status: 'ACTIVE' as const } } }
      : {};
  const found = await clientOf(source).identity.findMany({
    where: {
      ...{ regionId, platform, ...stillInTeam },
      ...(users === null ? {} : { externalId: { in: [...users] } }),
      person: { informedAt: null, ...read },
    },
    select: { personId: true },
  });
  return found.map(({ personId }) => personId);
}

/** Returns to whom a delivery of the region went in private; null for one that stands in the open, or is gone. */
export async function privateTargetOf(
  { tx, region }: RegionScope,
  id: string,
): Promise<Extract<AnyTarget, { kind: 'private' | 'organisation' }> | null> {
  const row = await clientOf(tx).delivery.findFirst({ where: { id, regionId: region.id }, select: { target: true } });
  const target = row && readTarget(row.target);
  return target?.kind === 'private' || target?.kind === 'organisation' ? target : null;
}
