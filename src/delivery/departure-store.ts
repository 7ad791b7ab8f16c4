import type { Departure } from '../access/departure.ts';
import type { RegionScope } from '../access/scope.ts';
import { beginningWith } from '../database/beginning.ts';
import { clientOf } from '../database/transaction.ts';

/** How what was stored at this moment under keys that begin like one of these leaves. */
export async function departureUnder(scope: RegionScope, ...keyPrefixes: readonly string[]): Promise<Departure> {
  const rows = await clientOf(scope.tx).delivery.findMany({
    where: {
      regionId: scope.region.id,
      OR: keyPrefixes.map((prefix) => ({ key: beginningWith(prefix) })),
      editOf: null,
      createdAt: scope.now,
    },
    select: { status: true, heldUntil: true },
  });
  const failed = rows.filter(({ status }) => status === 'REFUSED' || status === 'UNKNOWN').length;
  const times = rows.flatMap(({ status, heldUntil }) =>
    status === 'PENDING' && heldUntil !== null ? [heldUntil.getTime()] : [],
  );
  return {
    now: rows.length - times.length - failed,
    held: times.length,
    until: times.length > 0 ? new Date(Math.max(...times)) : null,
    failed,
  };
}
