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

/** A message that somebody wrote in a relayed channel, where it stands. */
export interface Original {
  readonly platform: PlatformName;
  readonly channel: string;
  readonly thread: string | null;
  readonly id: string;
}

/** How the copies of what somebody took back stand. */
export interface TakingBack {
  /** Their messages that were taken back. */
  readonly messages: number;
  /** Messages of the bot that are still to be deleted. */
  readonly waiting: number;
  /** Messages of the bot that couldn't be deleted. */
  readonly standing: number;
}

/** Knows what people want of the relay with what they write themselves. */
export function relayPeopleStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  /** Matches the messages of these accounts, titles of threads among them, without those that never stand elsewhere again. */
  const ofAccounts = (accounts: readonly Account[]) =>
    Prisma.sql`message."regionId" = ${regionId}::uuid
      AND message."withheld" IS DISTINCT FROM 'DELETED' AND message."withheld" IS DISTINCT FROM 'SILENCED' AND (own."platform", message."authorId") IN (${Prisma.join(
        accounts.map(({ platform, id }) => Prisma.sql`(${platform}, ${id})`),
      )})`;

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
        where: { regionId, OR: accounts.map(({ platform, id }) => ({ platform, userId: id })) },
        select: { since: true },
        orderBy: [{ since: 'asc' }, { id: 'asc' }],
      });
      return found?.since ?? null;
    },

    async silence(accounts: readonly Account[]): Promise<void> {
      const data = accounts.map(({ platform, id }) => ({ regionId, platform, userId: id, since: scope.now }));
      await client.relaySilence.createMany({ data, skipDuplicates: true });
    },

    async speak(accounts: readonly Account[]): Promise<void> {
      const where = { regionId, OR: accounts.map(({ platform, id }) => ({ platform, userId: id })) };
      await client.relaySilence.deleteMany({ where });
    },

    /** Counts what these accounts wrote that stands elsewhere, or is to: the messages, and their copies. */
    async countCopied(accounts: readonly Account[]): Promise<{ readonly messages: number; readonly copies: number }> {
      const [found] = await client.$queryRaw<{ readonly messages: number; readonly copies: number }[]>`
        SELECT count(DISTINCT message."id")::int AS "messages", count(*)::int AS "copies" FROM "RelayMessage" message
        JOIN "RelayChannel" own ON own."id" = message."channelId" JOIN "RelayCopy" copy ON copy."messageId" = message."id"
        WHERE ${ofAccounts(accounts)} AND message."withheld" IS DISTINCT FROM 'TAKEN_BACK'
          AND copy."status" IN ('WAITING', 'POSTING', 'POSTED', 'DIGESTED')`;
      return found ?? { messages: 0, copies: 0 };
    },

    /**
     * Takes back all that these accounts wrote: copies that wait are never posted, and those that stand are to be deleted. Texts
     * that quote it are to be written anew without it. Returns how many messages that were.
     */
    async takeBack(accounts: readonly Account[]): Promise<number> {
      // Of a copy that waits a part may stand already, and one that stands for many has to be posted for the others.
      const isNowhere = Prisma.sql`copy."status" = 'WAITING' AND copy."shown" = 0 AND copy."digestId" IS NULL
        AND NOT EXISTS (SELECT 1 FROM "RelayPart" part WHERE part."copyId" = copy."id")`;
      const [taken] = await client.$queryRaw<{ readonly count: number }[]>`
        WITH taken AS (
          UPDATE "RelayMessage" message SET "withheld" = 'TAKEN_BACK', "version" = message."version" + 1
          FROM "RelayChannel" own WHERE own."id" = message."channelId" AND ${ofAccounts(accounts)}
            AND message."withheld" IS DISTINCT FROM 'TAKEN_BACK'
          RETURNING message."id", message."channelId", message."sourceId", message."version"
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
          UPDATE "RelayMessage" answer SET "version" = answer."version" + 1 FROM quoted
          WHERE answer."channelId" = quoted."channelId" AND answer."replyTo" = quoted."refId" AND answer."withheld" IS NULL
            AND NOT EXISTS (SELECT 1 FROM taken WHERE taken."id" = answer."id")
          RETURNING answer."id", answer."version"
        ), requoted AS (
          UPDATE "RelayCopy" copy SET "wanted" = answers."version" FROM answers
          WHERE copy."messageId" = answers."id" AND copy."status" <> 'DIGESTED' RETURNING copy."id"
        )
        SELECT count(*)::int AS "count" FROM taken`;
      await notify(scope.tx, RELAY_COPIES);
      return taken?.count ?? 0;
    },

    /** Returns where the newest of what these accounts took back stands, at most so many. */
    async originals(accounts: readonly Account[], most: number): Promise<readonly Original[]> {
      const rows = await client.$queryRaw<readonly Original[]>`
        SELECT own."platform", own."channel",
          CASE WHEN message."kind" = 'THREAD' THEN message."sourceId" ELSE message."thread" END AS "thread", message."sourceId" AS "id" FROM "RelayMessage" message
        JOIN "RelayChannel" own ON own."id" = message."channelId"
        WHERE ${ofAccounts(accounts)} AND message."withheld" = 'TAKEN_BACK'
        ORDER BY message."saidAt" DESC, message."id" DESC LIMIT ${most}`;
      return rows.map((row) => ({ ...row, platform: registeredPlatform(row.platform) }));
    },

    /** Returns how the copies of what these accounts took back stand by now. */
    async takingBack(accounts: readonly Account[]): Promise<TakingBack> {
      const [found] = await client.$queryRaw<TakingBack[]>`
        WITH taken AS (
          SELECT message."id" FROM "RelayMessage" message JOIN "RelayChannel" own ON own."id" = message."channelId"
          WHERE ${ofAccounts(accounts)} AND message."withheld" = 'TAKEN_BACK'
        ), parts AS (
          SELECT copy."shown" < copy."wanted" OR copy."status" = 'POSTING' AS "waits" FROM taken
          JOIN "RelayCopy" copy ON copy."messageId" = taken."id" JOIN "RelayPart" part ON part."copyId" = copy."id"
        )
        SELECT (SELECT count(*)::int FROM taken) AS "messages",
          (SELECT count(*)::int FROM parts WHERE "waits") AS "waiting", (SELECT count(*)::int FROM parts WHERE NOT "waits") AS "standing"`;
      return found ?? { messages: 0, waiting: 0, standing: 0 };
    },
  };
}
