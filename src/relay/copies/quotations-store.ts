import { Prisma } from '../../generated/prisma/client.ts';
import { TAKEN_AWAY } from './copy-store.ts';

/** The database, or a transaction in it. */
export interface Client {
  readonly prisma: Prisma.TransactionClient;
}

/** A message, named by its platform's id and the row of its channel. */
export interface MessageName {
  readonly channelId: string;
  readonly sourceId: string;
}

/** A message that is quoted. */
interface QuotedMessage extends MessageName {
  /** Why it stands nowhere else; where nothing is given, it is quoted as it is by now. */
  readonly withheld?: string | null;
}

/** Matches copies that stand in a channel that was cut, but for digests: nothing is changed there, so that what is to be otherwise goes. */
export const isInCut = Prisma.sql`(copy."digestId" IS NULL AND EXISTS (SELECT 1 FROM "RelayChannel" there
  WHERE there."id" = copy."channelId" AND there."cutAt" IS NOT NULL))`;

/**
 * Makes copies due that quote what can't be read any more, can only now, or is said otherwise by now: those of an answer outside
 * threads, to a message or to one of its copies, which may be given itself. Of an answer whose words aren't kept any more the
 * copies go, once what it answers was deleted. With `goFromCut`, those in channels that were cut go. Returns the channels in which
 * something is due.
 */
export async function refreshQuotations(
  { prisma }: Client,
  quoted: readonly QuotedMessage[],
  { goFromCut = false } = {},
): Promise<readonly string[]> {
  if (quoted.length === 0) return [];
  const named = quoted.map(({ channelId, sourceId, withheld }) => ({
    channelId,
    sourceId,
    gone: withheld === 'DELETED',
  }));
  const answers = await prisma.$queryRaw<{ readonly id: string }[]>`
    WITH one AS (
      SELECT one."channelId", one."sourceId",
        -- Of what was deleted before it came, or was no message of a person, nothing was ever quoted.
        one."gone" AND EXISTS (SELECT 1 FROM "RelayMessage" message WHERE message."channelId" = one."channelId"
          AND message."sourceId" = one."sourceId" AND message."authorId" <> '') AS "gone"
      FROM json_to_recordset(${JSON.stringify(named)}::json) AS one("channelId" uuid, "sourceId" text, "gone" boolean)
    )
    SELECT answer."id" FROM one
    CROSS JOIN LATERAL (
      SELECT one."channelId", one."sourceId" AS "refId"
      UNION ALL SELECT part."channelId", part."refId" FROM "RelayMessage" message
        JOIN "RelayCopy" copy ON copy."messageId" = message."id" JOIN "RelayPart" part ON part."copyId" = copy."id"
        WHERE message."channelId" = one."channelId" AND message."sourceId" = one."sourceId"
    ) quoted
    CROSS JOIN LATERAL (
      SELECT said."id" FROM "RelayMessage" said
      WHERE said."channelId" = quoted."channelId" AND said."replyTo" = quoted."refId" AND said."withheld" IS NULL
        -- One whose words aren't kept any more can't be written anew: it goes, or stays as it is.
        AND (said."state" IS NOT NULL OR one."gone") OFFSET 0
    ) answer
    -- Those to a copy that has gone meanwhile.
    UNION SELECT answer."id" FROM one
    JOIN "RelayMessage" message ON message."channelId" = one."channelId" AND message."sourceId" = one."sourceId"
    JOIN "RelayMessage" answer ON answer."answersId" = message."id" AND answer."withheld" IS NULL
      AND (answer."state" IS NOT NULL OR one."gone")`;
  if (answers.length === 0) return [];
  const ids = answers.map(({ id }) => id);
  const due = await prisma.$queryRaw<{ readonly channelId: string }[]>`
    WITH answers AS (
      UPDATE "RelayMessage" SET "version" = "version" + 1 WHERE "id" = ANY(${ids}::uuid[]) RETURNING "id", "version"
    )
    UPDATE "RelayCopy" copy SET "wanted" = answers."version",
      "reason" = CASE WHEN ${goFromCut} AND ${isInCut} THEN ${TAKEN_AWAY} ELSE copy."reason" END FROM answers
    WHERE copy."messageId" = ANY(${ids}::uuid[]) AND copy."messageId" = answers."id" AND copy."status" <> 'DIGESTED'
    RETURNING copy."channelId"`;
  return due.map(({ channelId }) => channelId);
}
