import type { PlatformName } from '../chat/place.ts';
import type { Database } from '../database/database.ts';

/** The most waiting deliveries that are counted, so that counting costs the same however many wait. */
const MOST_COUNTED = 10_000;

/** The work that waits in the database, of all regions together. */
export interface Waiting {
  /** The number of deliveries that wait for each platform, at most `MOST_COUNTED`. */
  readonly deliveries: ReadonlyMap<PlatformName, number>;
  /** The moment since which the oldest of them waits; null when none does. */
  readonly oldestDelivery: Date | null;
  /** The moment at which the oldest job that isn't done was due; null when none is. */
  readonly oldestJob: Date | null;
}

/**
 * Reads what waits, in small statements that each use an index of what waits alone. `now` is the domain's clock: what waits for a
 * later moment isn't due.
 */
export async function readWaiting(
  { prisma }: Database,
  platforms: readonly PlatformName[],
  now: Date,
): Promise<Waiting> {
  const deliveries = new Map<PlatformName, number>();
  const oldest: Date[] = [];
  for (const platform of platforms) {
    // The conditions repeat those of the index on waiting deliveries, which otherwise wouldn't serve.
    const [counted] = await prisma.$queryRaw<{ readonly count: number }[]>`
      SELECT count(*)::int AS "count" FROM (
        SELECT 1 FROM "Delivery" WHERE "platform" = ${platform} AND "status" IN ('PENDING', 'SENDING')
          AND "heldUntil" IS NULL AND "sequence" > 0
        ORDER BY "sequence" LIMIT ${MOST_COUNTED}) waiting`;
    deliveries.set(platform, counted?.count ?? 0);
    const [first] = await prisma.$queryRaw<{ readonly createdAt: Date }[]>`
      SELECT "createdAt" FROM "Delivery" WHERE "platform" = ${platform} AND "status" IN ('PENDING', 'SENDING')
        AND "heldUntil" IS NULL AND "sequence" > 0
      ORDER BY "sequence" LIMIT 1`;
    if (first) oldest.push(first.createdAt);
  }
  const job = await prisma.dueItem.findFirst({
    where: { doneAt: null, dueAt: { lte: now } },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    select: { dueAt: true },
  });
  const [oldestDelivery = null] = oldest.sort((a, b) => a.getTime() - b.getTime());
  return { deliveries, oldestDelivery, oldestJob: job?.dueAt ?? null };
}
