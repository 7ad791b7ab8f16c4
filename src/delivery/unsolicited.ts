import type { RegionScope } from '../access/scope.ts';
import { clientOf } from '../database/transaction.ts';
import { byDay } from '../schedule/by-day.ts';
import { schedule } from '../schedule/due.ts';
import type { DueHandlers } from '../schedule/run-due.ts';
import { trigger } from './trigger.ts';
import { countedFrom, freeAgainAt } from './weekly.ts';

/** Kind of the due item that lets go what waits for the morning; one of a region is enough. */
const MORNING = 'deliveries-morning';

/** Those of these people who may still be written to unasked: who wasn't twice already within a week. */
export async function reachable(scope: RegionScope, personIds: readonly string[]): Promise<ReadonlySet<string>> {
  const later = await reachableFrom(scope, personIds, '00:00');
  return new Set(personIds.filter((id) => !later.has(id)));
}

/** The day, at this time, from which those of these people may be written to unasked again who may not now. */
export async function reachableFrom(
  scope: RegionScope,
  personIds: readonly string[],
  time: string,
): Promise<ReadonlyMap<string, Date>> {
  const client = clientOf(scope.tx);
  const ids = [...new Set(personIds)].sort();
  // Two that are about to write to the same person count one after the other.
  await client.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ANY(${ids}::uuid[]) ORDER BY "id" FOR NO KEY UPDATE`;
  const { timeZone } = scope.region;
  const rows = await client.delivery.findMany({
    where: {
      regionId: scope.region.id,
      unsolicitedTo: { in: ids },
      createdAt: { gte: countedFrom(scope.now, timeZone) },
      // What was refused never disturbed anybody.
      status: { not: 'REFUSED' },
    },
    select: { unsolicitedTo: true, createdAt: true },
    orderBy: { createdAt: 'desc' },
  });
  const later = new Map<string, Date>();
  for (const id of ids) {
    const sent = rows.flatMap(({ unsolicitedTo, createdAt }) => (unsolicitedTo === id ? [createdAt] : []));
    const at = freeAgainAt(sent, time, timeZone);
    if (at) later.set(id, at);
  }
  return later;
}

/** Until when something unasked that is stored now waits; null for by day. What lets it go is planned. */
export async function heldUntil(scope: RegionScope): Promise<Date | null> {
  const at = byDay(scope.now, scope.region.timeZone);
  if (at <= scope.now) return null;
  await schedule(scope, { kind: MORNING, subject: '', at, expires: null });
  return at;
}

export const deliveryJobs: DueHandlers = {
  async [MORNING](scope) {
    await clientOf(scope.tx).delivery.updateMany({
      where: { regionId: scope.region.id, heldUntil: { lte: scope.now } },
      data: { heldUntil: null },
    });
    await trigger(scope);
  },
};
