import type { RegionScope } from '../access/scope.ts';
import { clientOf } from '../database/transaction.ts';
import { dayAfterAt } from '../dates/index.ts';
import { byDay } from '../schedule/by-day.ts';
import { schedule } from '../schedule/due.ts';
import type { DueHandlers } from '../schedule/run-due.ts';
import { trigger } from './trigger.ts';

/** Messages a person may be sent unasked within seven days, all kinds together. */
const WEEKLY = 2;
/** The last six days and today. */
const DAYS_BEFORE_TODAY = -6;

/** Kind of the due item that lets go what waits for the morning; one of a region is enough. */
const MORNING = 'deliveries-morning';

/** Those of these people who may still be written to unasked: who wasn't twice already within a week. */
export async function reachable(scope: RegionScope, personIds: readonly string[]): Promise<ReadonlySet<string>> {
  const client = clientOf(scope.tx);
  const ids = [...new Set(personIds)].sort();
  // Two that are about to write to the same person count one after the other.
  await client.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ANY(${ids}::uuid[]) ORDER BY "id" FOR NO KEY UPDATE`;
  const since = dayAfterAt(scope.now, DAYS_BEFORE_TODAY, '00:00', scope.region.timeZone);
  const rows = await client.delivery.groupBy({
    by: ['unsolicitedTo'],
    where: {
      regionId: scope.region.id,
      unsolicitedTo: { in: ids },
      createdAt: { gte: since },
      // What was refused never disturbed anybody.
      status: { not: 'REFUSED' },
    },
    _count: { _all: true },
  });
  const often = new Set(rows.filter(({ _count }) => _count._all >= WEEKLY).map((row) => row.unsolicitedTo));
  return new Set(ids.filter((id) => !often.has(id)));
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
