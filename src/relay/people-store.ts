import type { RegionScope } from '../access/region/region-scope.ts';
import type { PlatformName } from '../chat/place.ts';
import { notify } from '../database/notify.ts';
import { clientOf } from '../database/transaction.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { registeredPlatform } from '../platforms/registered.ts';
import { RELAY_COPIES } from './due-store.ts';

/** Somebody's account on a platform. */
interface Account {
  readonly platform: PlatformName;
  readonly id: string;
}

/** A message that somebody wrote in a relayed channel, and its place. */
export interface Original {
  readonly platform: PlatformName;
  readonly channel: string;
  readonly thread: string | null;
  readonly id: string;
}

/** The messages taken back together: the number that had copies or were to get some, and the places of the newest. */
export interface TakenBackNow {
  readonly messages: number;
  readonly originals: readonly Original[];
}

/** The state of the copies that somebody took back. */
export interface TakingBack {
  /** Their messages that were taken back. */
  readonly messages: number;
  /** Copies still to be deleted, whatever parts they have. */
  readonly waiting: number;
  /** Copies that couldn't be deleted. */
  readonly standing: number;
}

/** Matches copies that stand or are to be posted. */
const standsElsewhere = Prisma.sql`copy."status" IN ('WAITING', 'POSTING', 'POSTED', 'DIGESTED')`;

/**
 * Matches copies of which nothing stands. A part of a waiting copy may already stand, and a copy that stands for many
 * has to be posted for the sake of the others.
 */
const isNowhere = Prisma.sql`copy."status" = 'WAITING' AND copy."shown" = 0 AND copy."digestId" IS NULL
  AND NOT EXISTS (SELECT 1 FROM "RelayPart" part WHERE part."copyId" = copy."id")`;

/** Matches messages that aren't taken back yet; where a moment is given, those said up to it. */
const isTakenNow = (until: Date | null) => Prisma.sql`message."withheld" IS DISTINCT FROM 'TAKEN_BACK'
  AND (${until}::timestamptz IS NULL OR message."saidAt" <= ${until}::timestamptz)`;

/** Has the digests rewritten that name these messages, which are about to be taken back. */
async function shortenDigests({ tx }: RegionScope, isTaken: Prisma.Sql): Promise<void> {
  await clientOf(tx).$executeRaw`
    WITH digests AS (
      SELECT DISTINCT digest."messageId" FROM "RelayMessage" message JOIN "RelayChannel" own ON own."id" = message."channelId"
      JOIN "RelayCopy" copy ON copy."messageId" = message."id" JOIN "RelayCopy" digest ON digest."id" = copy."digestId"
      WHERE ${isTaken}
    ), first AS (
      UPDATE "RelayMessage" message SET "version" = message."version" + 1 FROM digests WHERE message."id" = digests."messageId"
      RETURNING message."id", message."version"
    )
    UPDATE "RelayCopy" copy SET "wanted" = first."version" FROM first
    WHERE copy."messageId" = first."id" AND copy."status" <> 'DIGESTED'`;
}

/** Returns the rows' columns for these accounts. */
const among = (accounts: readonly Account[]) => accounts.map(({ platform, id }) => ({ platform, userId: id }));

const pairsOf = (accounts: readonly Account[]) =>
  Prisma.join(accounts.map(({ platform, id }) => Prisma.sql`(${platform}, ${id})`));

/** Stores what people want to happen in the relay to their own messages. */
export function relayPeopleStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  /** Matches these accounts' messages, titles of threads included, but for those that will never have a copy again. */
  const ofAccounts = (accounts: readonly Account[]) =>
    Prisma.sql`message."regionId" = ${regionId}::uuid
      AND message."withheld" IS DISTINCT FROM 'DELETED' AND message."withheld" IS DISTINCT FROM 'SILENCED' AND (own."platform", message."authorId") IN (${pairsOf(accounts)})`;

  return {
    /** Returns the accounts of a person, on all platforms. */
    async accountsOf(personId: string): Promise<readonly Account[]> {
      const rows = await client.identity.findMany({
        where: { regionId, personId },
        select: { platform: true, externalId: true },
        orderBy: { id: 'asc' },
      });
      return rows.map(({ platform, externalId }) => ({ platform: registeredPlatform(platform), id: externalId }));
    },

    /** Returns since when one of these accounts is left out of the relay; null when none is. */
    async silentSince(accounts: readonly Account[]): Promise<Date | null> {
      const found = await client.relaySilence.findFirst({
        where: { regionId, OR: among(accounts) },
        select: { since: true },
        orderBy: [{ since: 'asc' }, { id: 'asc' }],
      });
      return found?.since ?? null;
    },

    async silence(accounts: readonly Account[]): Promise<void> {
      const data = among(accounts).map((account) => ({ regionId, ...account, since: scope.now }));
      await client.relaySilence.createMany({ data, skipDuplicates: true });
    },

    /** Lets these accounts pass again; with `until`, only those that have been left out since that moment or earlier. */
    async speak(accounts: readonly Account[], until: Date | null = null): Promise<void> {
      const OR = among(accounts);
      await client.relaySilence.deleteMany({ where: { regionId, OR, ...(until && { since: { lte: until } }) } });
    },

    /** Counts the messages of these accounts that have copies, or are to get some. */
    async countCopied(accounts: readonly Account[]): Promise<number> {
      const [found] = await client.$queryRaw<{ readonly count: number }[]>`
        SELECT count(DISTINCT message."id")::int AS "count" FROM "RelayMessage" message
        JOIN "RelayChannel" own ON own."id" = message."channelId" JOIN "RelayCopy" copy ON copy."messageId" = message."id"
        WHERE ${ofAccounts(accounts)} AND message."withheld" IS DISTINCT FROM 'TAKEN_BACK' AND ${standsElsewhere}`;
      return found?.count ?? 0;
    },

    /**
     * Takes back everything that these accounts wrote, up to a moment where one is given: waiting copies are never
     * posted, standing ones are deleted, quotations and digests are rewritten. Returns how many messages had copies, or
     * were to get some, with the places of at most `most`.
     */
    async takeBack(accounts: readonly Account[], most: number, until: Date | null = null): Promise<TakenBackNow> {
      await shortenDigests(scope, Prisma.sql`${ofAccounts(accounts)} AND ${isTakenNow(until)}`);
      // A message that never passed is taken back with the others, but its author learns only of those that did.
      const rows = await client.$queryRaw<readonly (Original & { readonly count: number })[]>`
        WITH taken AS (
          UPDATE "RelayMessage" message SET "withheld" = 'TAKEN_BACK', "version" = message."version" + 1
          FROM "RelayChannel" own WHERE own."id" = message."channelId" AND ${ofAccounts(accounts)}
            AND ${isTakenNow(until)}
          RETURNING message."id", message."channelId", message."sourceId", message."version", message."kind", message."thread",
            message."saidAt", own."platform", own."channel"
        ), copies AS (
          UPDATE "RelayCopy" copy SET "wanted" = taken."version",
            "shown" = CASE WHEN ${isNowhere} THEN taken."version" ELSE copy."shown" END,
            "status" = CASE WHEN ${isNowhere} THEN 'GONE' ELSE copy."status" END
          FROM taken WHERE copy."messageId" = taken."id" AND copy."status" <> 'DIGESTED' RETURNING copy."id"
        ), quoted AS (
          SELECT "channelId", "sourceId" AS "refId" FROM taken
          UNION SELECT part."channelId", part."refId" FROM taken JOIN "RelayCopy" copy ON copy."messageId" = taken."id"
            JOIN "RelayPart" part ON part."copyId" = copy."id"
        ), answers AS (
          UPDATE "RelayMessage" answer SET "version" = answer."version" + 1 FROM (
            SELECT said."id" FROM quoted JOIN "RelayMessage" said ON said."channelId" = quoted."channelId" AND said."replyTo" = quoted."refId"
            -- Those to a copy that has gone meanwhile.
            UNION SELECT said."id" FROM taken JOIN "RelayMessage" said ON said."answersId" = taken."id"
          ) quoting
          WHERE answer."id" = quoting."id" AND answer."withheld" IS NULL
            AND NOT EXISTS (SELECT 1 FROM taken WHERE taken."id" = answer."id")
          RETURNING answer."id", answer."version"
        ), requoted AS (
          UPDATE "RelayCopy" copy SET "wanted" = answers."version" FROM answers
          WHERE copy."messageId" = answers."id" AND copy."status" <> 'DIGESTED' RETURNING copy."id"
        )
        SELECT taken."platform", taken."channel",
          CASE WHEN taken."kind" = 'THREAD' THEN taken."sourceId" ELSE taken."thread" END AS "thread", taken."sourceId" AS "id",
          (count(*) OVER ())::int AS "count"
        FROM taken WHERE EXISTS (SELECT 1 FROM "RelayCopy" copy WHERE copy."messageId" = taken."id" AND ${standsElsewhere})
        ORDER BY taken."saidAt" DESC, taken."id" DESC LIMIT ${most}`;
      await notify(scope.tx, RELAY_COPIES);
      return {
        messages: rows[0]?.count ?? 0,
        originals: rows.map(({ platform, channel, thread, id }) => ({
          platform: registeredPlatform(platform),
          ...{ channel, thread, id },
        })),
      };
    },

    /** Returns the state of the copies of what these accounts took back. */
    async takingBack(accounts: readonly Account[]): Promise<TakingBack> {
      const [found] = await client.$queryRaw<TakingBack[]>`
        WITH taken AS (
          SELECT message."id" FROM "RelayMessage" message JOIN "RelayChannel" own ON own."id" = message."channelId"
          WHERE ${ofAccounts(accounts)} AND message."withheld" = 'TAKEN_BACK'
        ), copies AS (
          SELECT copy."shown" < copy."wanted" OR copy."status" = 'POSTING' AS "waits" FROM taken
          JOIN "RelayCopy" copy ON copy."messageId" = taken."id"
          WHERE EXISTS (SELECT 1 FROM "RelayPart" part WHERE part."copyId" = copy."id")
        )
        SELECT (SELECT count(*)::int FROM taken) AS "messages",
          (SELECT count(*)::int FROM copies WHERE "waits") AS "waiting", (SELECT count(*)::int FROM copies WHERE NOT "waits") AS "standing"`;
      return found ?? { messages: 0, waiting: 0, standing: 0 };
    },
  };
}
