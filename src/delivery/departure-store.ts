import type { Departure } from '../access/departure.ts';
import type { RegionScope } from '../access/scope.ts';
import { clientOf } from '../database/transaction.ts';

/** How what was stored at this moment under keys that begin like this leaves; without what was refused since. */
export async function departureUnder(scope: RegionScope, keyPrefix: string): Promise<Departure> {
  const rows = await clientOf(scope.tx).delivery.findMany({
    where: {
      regionId: scope.region.id,
      key: { startsWith: keyPrefix },
      editOf: null,
      createdAt: scope.now,
      status: { notIn: ['REFUSED', 'UNKNOWN'] },
    },
    select: { status: true, heldUntil: true },
  });
  const times = rows.flatMap(({ status, heldUntil }) =>
    status === 'PENDING' && heldUntil !== null ? [heldUntil.getTime()] : [],
  );
  return {
    now: rows.length - times.length,
    held: times.length,
    until: times.length > 0 ? new Date(Math.max(...times)) : null,
  };
}
