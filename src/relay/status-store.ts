import type { RegionScope } from '../access/region/region-scope.ts';
import { clientOf } from '../database/transaction.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { UNANSWERED } from './copies/copy-store.ts';
import { IS_LEFT, isNamedBy } from './left-store.ts';

/**
 * The progress of a channel of a relay in catching up with the others, and the messages that can't reach it, without
 * their words.
 */
export interface ChannelStatus {
  /** The number of messages that wait for this channel, and when the oldest of them was said. */
  readonly waiting: { readonly count: number; readonly oldest: Date } | null;
  /** The platform's refusal to let the bot write there, and since when. */
  readonly obstacle: { readonly reason: string; readonly since: Date } | null;
  /** The moment since which messages there come without their text. */
  readonly unreadableSince: Date | null;
  /** Messages that the platform doesn't take there, or about which it never answers, counted by reason. */
  readonly refused: readonly { readonly reason: string; readonly count: number }[];
  /** Copies there that should be gone, or name less, and that the platform doesn't let the bot change, counted by reason. */
  readonly left: readonly { readonly reason: string; readonly count: number }[];
  /** Messages said there that stand in no other channel, counted by reason. */
  readonly withheld: readonly { readonly kind: WithheldKind; readonly count: number }[];
}

/** The number of newest messages in each channel that are searched for files that weren't copied. */
export const LOOKED_THROUGH = 1_000;

/**
 * Counts, in the newest messages, the files that were too big to be copied into these channels, given by their rows.
 * `limits` holds the most bytes of a file that each channel takes.
 */
export async function countLinkedFiles(
  { tx, region }: RegionScope,
  limits: Readonly<Record<string, number>>,
): Promise<ReadonlyMap<string, number>> {
  const given = Object.entries(limits).map(([id, bytes]) => ({ id, bytes }));
  const rows = await clientOf(tx).$queryRaw<readonly { readonly id: string; readonly count: number }[]>`
    WITH given AS (
      SELECT one.*, there."relayId" FROM json_to_recordset(${JSON.stringify(given)}::json) AS one("id" uuid, "bytes" bigint)
      JOIN "RelayChannel" there ON there."id" = one."id" AND there."regionId" = ${region.id}::uuid
    ), large AS MATERIALIZED (
      -- Each channel is looked through once, for whichever of the others takes the least.
      SELECT said."id", other."id" AS "channelId", other."relayId", (file ->> 'size')::bigint AS "bytes" FROM "RelayChannel" other
      CROSS JOIN LATERAL (
        SELECT said."id", said."state" FROM "RelayMessage" said WHERE said."channelId" = other."id"
        ORDER BY said."sourceId" DESC LIMIT ${LOOKED_THROUGH}
      ) said
      CROSS JOIN LATERAL jsonb_array_elements(said."state" -> 'files') file
      WHERE other."relayId" IN (SELECT "relayId" FROM given) AND other."cutAt" IS NULL
        AND (file ->> 'size')::bigint > (SELECT min("bytes") FROM given)
    )
    SELECT given."id", count(*)::int AS "count" FROM given
    JOIN large ON large."relayId" = given."relayId" AND large."channelId" <> given."id" AND large."bytes" > given."bytes"
    JOIN "RelayCopy" copy ON copy."messageId" = large."id" AND copy."channelId" = given."id" AND copy."status" = 'POSTED'
    GROUP BY given."id"`;
  return new Map(rows.map(({ id, count }) => [id, count]));
}

const withheldKinds = ['MARKED', 'SILENCED', 'TAKEN_BACK', 'DELETED'] as const;
export type WithheldKind = (typeof withheldKinds)[number];

interface WaitingRow {
  readonly channelId: string;
  readonly count: number;
  readonly oldest: Date;
  /** The number of them about which the platform never answers. */
  readonly unanswered: number;
}

interface CountedReason {
  readonly channelId: string;
  readonly reason: string;
  readonly count: number;
}

/** Returns the status of each of these channels, by the id of its row. */
export async function channelStatuses(
  { tx, region: { id: regionId } }: RegionScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ChannelStatus>> {
  const client = clientOf(tx);
  const among = { regionId, channelId: { in: [...ids] } };
  const rows = await client.relayChannel.findMany({
    where: { regionId, id: { in: [...ids] } },
    select: { id: true, obstacle: true, obstacleSince: true, unreadableSince: true },
    orderBy: { id: 'asc' },
  });
  // The condition repeats that of the small index on due copies, which wouldn't be used otherwise.
  const waiting = await client.$queryRaw<readonly WaitingRow[]>`
    SELECT copy."channelId", count(*)::int AS "count", min(message."saidAt") AS "oldest",
      count(*) FILTER (WHERE copy."reason" = ${UNANSWERED})::int AS "unanswered"
    FROM "RelayCopy" copy
    JOIN "RelayMessage" message ON message."id" = copy."messageId"
    LEFT JOIN ${isNamedBy(Prisma.sql`copy."shown" = 0`)}
    WHERE copy."regionId" = ${regionId}::uuid AND copy."channelId" = ANY (${[...ids]}::uuid[])
      AND ((copy.status = ANY (ARRAY['WAITING'::"RelayCopyStatus", 'POSTING'::"RelayCopyStatus"])) OR (copy.shown < copy.wanted))
    GROUP BY copy."channelId"`;
  const refused = await client.$queryRaw<readonly CountedReason[]>`
    SELECT copy."channelId", COALESCE(copy."reason", 'other') AS "reason", count(*)::int AS "count" FROM "RelayCopy" copy
    LEFT JOIN ${isNamedBy(Prisma.sql`true`)}
    WHERE copy."regionId" = ${regionId}::uuid AND copy."channelId" = ANY (${[...ids]}::uuid[]) AND copy."status" = 'REFUSED'
    GROUP BY 1, 2`;
  // The condition is worded like that of the index on these copies, which are few.
  const left = await client.$queryRaw<readonly CountedReason[]>`
    SELECT copy."channelId", copy."reason", count(*)::int AS "count" FROM "RelayCopy" copy
    JOIN "RelayMessage" message ON message."id" = copy."messageId"
    WHERE copy."regionId" = ${regionId}::uuid AND copy."channelId" = ANY (${[...ids]}::uuid[])
      AND (copy.status = 'POSTED'::"RelayCopyStatus") AND (copy.reason IS NOT NULL) AND ${IS_LEFT} GROUP BY 1, 2`;
  const withheld = await client.relayMessage.groupBy({
    by: ['channelId', 'withheld'],
    // Of what was deleted before it came, or was somebody else's than a person's, nothing but that is known.
    where: { ...among, withheld: { not: null }, NOT: { withheld: 'DELETED', authorId: '' } },
    _count: true,
  });
  return new Map(
    rows.map(({ id, obstacle, obstacleSince, unreadableSince }): [string, ChannelStatus] => {
      const late = waiting.find(({ channelId }) => channelId === id);
      return [
        id,
        {
          waiting: late ? { count: late.count, oldest: late.oldest } : null,
          obstacle: obstacle === null || obstacleSince === null ? null : { reason: obstacle, since: obstacleSince },
          unreadableSince,
          refused: mostFirst([
            ...refused.filter(({ channelId }) => channelId === id),
            ...(late && late.unanswered > 0 ? [{ reason: UNANSWERED, count: late.unanswered }] : []),
          ]),
          left: mostFirst(left.filter(({ channelId }) => channelId === id)),
          withheld: withheldKinds.flatMap((kind) => {
            const found = withheld.find((one) => one.channelId === id && one.withheld === kind);
            return found ? [{ kind, count: found._count }] : [];
          }),
        },
      ];
    }),
  );
}

const mostFirst = (counted: readonly Pick<CountedReason, 'reason' | 'count'>[]) =>
  counted
    .map(({ reason, count }) => ({ reason, count }))
    .toSorted((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
