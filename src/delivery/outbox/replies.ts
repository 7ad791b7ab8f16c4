import type { RegionScope } from '../../access/region/region-scope.ts';
import { byTime } from '../../chat/order.ts';
import type { Place, PlatformName } from '../../chat/place.ts';
import { prefixRange } from '../../database/prefix-range.ts';
import { clientOf } from '../../database/transaction.ts';
import { readRefs, readTarget } from './message-schema.ts';

const ANSWER = 'answer';

/** Returns the key of the answer to a message that somebody said to the bot. */
export function answerKey({ platform, channel }: Pick<Place, 'platform' | 'channel'>, messageId: string): string {
  return `${ANSWER}:${platform}:${channel}:${messageId}`;
}

/** A message that was said to the bot and has been answered. */
export interface Answered {
  readonly channel: string;
  readonly messageId: string;
  /** Whether it was said, and answered, to the bot alone. */
  readonly direct: boolean;
  readonly at: Date;
}

/** Returns the messages that were said to the bot on a platform and answered since then. */
export async function answeredSince(
  scope: RegionScope,
  platform: PlatformName,
  since: Date,
): Promise<readonly Answered[]> {
  const { gte, lt } = prefixRange(`${ANSWER}:${platform}:`);
  // The rows are found by their age, because there are too many of all times and regions. An index covers deliveries
  // that aren't edits and weren't purged.
  const rows = await clientOf(scope.tx).$queryRaw<{ key: string; target: unknown; createdAt: Date }[]>`
    SELECT "key", "target", "createdAt" FROM "Delivery"
    WHERE "regionId" = ${scope.region.id}::uuid AND "editOf" IS NULL AND "body" IS NOT NULL
      AND "createdAt" >= ${since}::timestamptz AND "key" >= ${gte} AND "key" < ${lt}`;
  return rows.flatMap(({ key, target, createdAt }) => {
    const [, , channel, messageId] = key.split(':');
    if (channel === undefined || messageId === undefined) return [];
    return [{ channel, messageId, direct: readTarget(target).kind === 'place', at: createdAt }];
  });
}

/** The number of last sendings among which the newest message is searched, since they are sent side by side. */
const LAST = 50;

/**
 * Returns the id of the newest message known to have been posted on a platform, when the bot was there; null for none.
 */
export async function newestPosted(scope: RegionScope, platform: PlatformName): Promise<string | null> {
  const rows = await clientOf(scope.tx).delivery.findMany({
    where: { regionId: scope.region.id, platform, status: 'SENT', editOf: null },
    select: { refs: true },
    orderBy: { sequence: 'desc' },
    take: LAST,
  });
  const ids = rows.flatMap(({ refs }) => (refs === null ? [] : readRefs(refs).map(({ id }) => id)));
  return ids.sort(byTime).at(-1) ?? null;
}
