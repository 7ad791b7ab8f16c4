import type { RegionScope } from '../../access/region/region-scope.ts';
import { byTime } from '../../chat/order.ts';
import type { Place, PlatformName } from '../../chat/place.ts';
import { prefixRange } from '../../database/prefix-range.ts';
import { clientOf } from '../../database/transaction.ts';
import { readRefs, readTarget } from './message-schema.ts';

const ANSWER = 'answer';

/** Key of what answers a message that somebody said to the bot. */
export function answerKey({ platform, channel }: Pick<Place, 'platform' | 'channel'>, messageId: string): string {
  return `${ANSWER}:${platform}:${channel}:${messageId}`;
}

/** A message that was said to the bot and has been answered. */
export interface Answered {
  readonly channel: string;
  readonly messageId: string;
  /** It was answered where it was said: to the bot alone. */
  readonly direct: boolean;
  readonly at: Date;
}

/** What was said to the bot on a platform and answered since then. */
export async function answeredSince(
  scope: RegionScope,
  platform: PlatformName,
  since: Date,
): Promise<readonly Answered[]> {
  const { gte, lt } = prefixRange(`${ANSWER}:${platform}:`);
  // By age: those of all times and regions are too many. What is no edit and wasn't purged has an index.
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

/** Among so many of the last sendings the newest message is looked for: they are sent side by side. */
const LAST = 50;

/** Id of the newest message that is known to have been posted on a platform: the bot was there then. Null for none. */
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
