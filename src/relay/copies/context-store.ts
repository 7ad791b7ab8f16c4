import { byTime } from '../../chat/order.ts';
import type { PlatformName } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { registeredPlatform } from '../../platforms/registered.ts';
import { type MessageState, readState } from '../state.ts';

/** The name of a ref in a relayed channel: that of a message there, or of one part of a copy. */
export interface RefName {
  /** The row of the channel. */
  readonly channelId: string;
  readonly refId: string;
}

/**
 * A ref to look up. `answerId` is the message that answers it: once a copy is gone, its answers still know which
 * message it was a copy of.
 */
export interface RefToLookUp extends RefName {
  readonly answerId: string | null;
}

/** The message that a ref is, or is a copy of, and where it stands in another channel. */
export interface MessageBehind extends RefName {
  readonly messageId: string;
  readonly kind: 'MESSAGE' | 'THREAD';
  /** The channel in which it was said. */
  readonly saidIn: string;
  readonly sourceId: string;
  readonly thread: string | null;
  readonly authorName: string;
  readonly withheld: string | null;
  readonly state: MessageState | null;
  /** Whether a copy of it was meant for that other channel, whatever became of it: none of what was said before it was tied is. */
  readonly isForThere: boolean;
  /** The first part of its copy in that other channel; null when no part stands there. */
  readonly there: { readonly id: string; readonly thread: string | null } | null;
}

/**
 * A ref with no known message behind it. 'older': it was said before its channel was tied. 'unsure': it may be a copy
 * that isn't known to stand yet. 'other': it is something that never passes, such as the words of another bot.
 */
export interface NothingBehind extends RefName {
  readonly is: 'older' | 'unsure' | 'other';
}

interface BehindRow extends Omit<MessageBehind, 'messageId' | 'state'> {
  readonly messageId: string | null;
  readonly state: unknown;
  readonly since: string;
  readonly mayCome: boolean | null;
}

/** Returns the messages behind these refs, each with its copy in one channel. */
export async function messagesBehind(
  { prisma }: Database,
  refs: readonly RefToLookUp[],
  channelId: string,
): Promise<{ readonly messages: readonly MessageBehind[]; readonly nothing: readonly NothingBehind[] }> {
  if (refs.length === 0) return { messages: [], nothing: [] };
  // One statement reads a single moment. Otherwise something stored in between would be neither known nor unsure, and a
  // copy would be missed.
  const rows = await prisma.$queryRaw<BehindRow[]>`
    SELECT one."channelId", one."refId", message."id" AS "messageId", message."kind"::text AS "kind", message."channelId" AS "saidIn",
      message."sourceId", message."thread", message."authorName", message."withheld"::text AS "withheld", message."state",
      (SELECT json_build_object('id', part."refId", 'thread', part."thread") FROM "RelayCopy" copy
        JOIN "RelayPart" part ON part."copyId" = copy."id"
        WHERE copy."messageId" = message."id" AND copy."channelId" = ${channelId}::uuid ORDER BY part."position" LIMIT 1) AS "there",
      EXISTS (SELECT 1 FROM "RelayCopy" copy WHERE copy."messageId" = message."id" AND copy."channelId" = ${channelId}::uuid) AS "isForThere",
      own."since", CASE WHEN message."id" IS NULL THEN
        EXISTS (SELECT 1 FROM "RelayCopy" WHERE "channelId" = one."channelId" AND status = 'POSTING'::"RelayCopyStatus"
          AND ((status = ANY (ARRAY['WAITING'::"RelayCopyStatus", 'POSTING'::"RelayCopyStatus"])) OR (shown < wanted)))
        -- A channel's copies are posted one after the other, so that what isn't known yet is newer than all that is.
        AND NOT EXISTS (SELECT 1 FROM "RelayPart" part WHERE part."channelId" = one."channelId" AND part."refId" > one."refId")
      END AS "mayCome"
    FROM json_to_recordset(${JSON.stringify(refs)}::json) AS one("channelId" uuid, "refId" text, "answerId" uuid)
    JOIN "RelayChannel" own ON own."id" = one."channelId"
    LEFT JOIN LATERAL (
      -- That a copy has gone may be told only once it isn't known as one any more: then it is stored as somebody's message that was deleted.
      SELECT said.* FROM "RelayMessage" answer JOIN "RelayMessage" said ON said."id" = answer."answersId"
        WHERE answer."id" = one."answerId"
      UNION ALL
      SELECT said.* FROM "RelayMessage" said WHERE said."channelId" = one."channelId" AND said."sourceId" = one."refId"
      UNION ALL
      SELECT said.* FROM "RelayPart" part JOIN "RelayCopy" copy ON copy."id" = part."copyId"
        JOIN "RelayMessage" said ON said."id" = copy."messageId"
        WHERE part."channelId" = one."channelId" AND part."refId" = one."refId"
      LIMIT 1) message ON true`;
  return {
    messages: rows.flatMap(({ since, mayCome, messageId, state, ...row }) =>
      messageId === null ? [] : { ...row, messageId, state: readState(state) },
    ),
    nothing: rows.flatMap(({ since, mayCome, messageId, channelId: saidIn, refId }) =>
      messageId === null ? { channelId: saidIn, refId, is: nothingIs(refId, since, mayCome ?? false) } : [],
    ),
  };
}

function nothingIs(refId: string, since: string, mayCome: boolean): NothingBehind['is'] {
  if (byTime(refId, since) <= 0) return 'older';
  return mayCome ? 'unsure' : 'other';
}

/** Somebody's account on a platform, by which they are mentioned. */
export interface Mentioned {
  readonly platform: PlatformName;
  readonly id: string;
}

/** Returns the key of an account in the map of `linkedAccounts`. */
export const accountKey = ({ platform, id }: Mentioned): string => `${platform} ${id}`;

/** Returns the accounts on one platform of people who are mentioned by their account on another, in one region. */
export async function linkedAccounts(
  { prisma }: Database,
  regionId: string,
  mentioned: readonly Mentioned[],
  to: PlatformName,
): Promise<ReadonlyMap<string, string>> {
  const once = [...new Map(mentioned.map((one) => [accountKey(one), one])).values()];
  if (once.length === 0) return new Map();
  const rows = await prisma.$queryRaw<
    readonly { readonly platform: string; readonly id: string; readonly there: string }[]
  >`
    SELECT one."platform", one."id", theirs."externalId" AS "there"
    FROM json_to_recordset(${JSON.stringify(once)}::json) AS one("platform" text, "id" text)
    JOIN "Identity" known ON known."platform" = one."platform" AND known."externalId" = one."id" AND known."regionId" = ${regionId}::uuid
    JOIN "Identity" theirs ON theirs."personId" = known."personId" AND theirs."platform" = ${to} AND theirs."goneAt" IS NULL`;
  return new Map(
    rows.map(({ platform, id, there }) => [accountKey({ platform: registeredPlatform(platform), id }), there]),
  );
}
