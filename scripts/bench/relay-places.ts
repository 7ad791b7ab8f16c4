import { openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import type { LocalPlatformName } from '../../src/playground/local-platform.ts';
import type { Variables } from './child.ts';
import type { Towns } from './platforms.ts';
import { seedRegion } from './seed.ts';

/** The most messages that are mapped by one statement, which keeps its rows in memory. */
const CHUNK = 20_000;

/** Two channels that are one conversation, by their ids. */
export type Pair = Readonly<Record<LocalPlatformName, string>>;

/** Ties so many new channels of the one platform to as many of the other, in a database that is up to date. */
export async function tieChannels(
  { DATABASE_URL: url, DATA_DIR: dataDir = 'memory' }: Variables,
  towns: Towns,
  relays: number,
): Promise<readonly Pair[]> {
  const database = await openDatabase({ url, dataDir, log: silentLog });
  try {
    const tiedAt = new Date();
    const { regionId } = await seedRegion(database, towns, tiedAt);
    const pairs = Array.from({ length: relays }, (_, index) => {
      const name = `salon-commun-${index + 1}`;
      return {
        slack: towns.slack.platform.addChannel({ name }).id,
        discord: towns.discord.platform.addChannel({ name }).id,
      };
    });
    for (const [index, pair] of pairs.entries()) {
      await database.prisma.relay.create({
        data: {
          ...{ regionId, name: `Salon ${index + 1}`, tiedById: regionId, tiedAt },
          channels: {
            create: [towns.slack.platform, towns.discord.platform].map(({ name, team }) => ({
              ...{ regionId, platform: name, team: team.id, channel: pair[name], since: '0', tiedAt },
            })),
          },
        },
      });
    }
    return pairs;
  } finally {
    await database.close();
  }
}

/** Maps so many messages of the first tied Slack channel to copies in the Discord channel, as years leave them. */
export async function fillMap(
  { DATABASE_URL: url, DATA_DIR: dataDir = 'memory' }: Variables,
  mapped: number,
): Promise<void> {
  const database = await openDatabase({ url, dataDir, log: silentLog });
  try {
    for (let from = 0; from < mapped; from += CHUNK) {
      await database.prisma.$executeRaw`
      WITH relay AS (SELECT "relayId", max("id"::text) FILTER (WHERE "platform" = 'slack') AS "own",
          max("id"::text) FILTER (WHERE "platform" = 'discord') AS "other", max("regionId"::text)::uuid AS "regionId"
        FROM "RelayChannel" GROUP BY "relayId" ORDER BY min("id"::text) LIMIT 1
      ), said AS (
        INSERT INTO "RelayMessage" ("id", "regionId", "channelId", "kind", "sourceId", "authorId", "authorName", "state", "saidAt")
        SELECT gen_random_uuid(), "regionId", "own"::uuid, 'MESSAGE', '1600000000.' || lpad(number::text, 7, '0'), 'U1', 'Ada',
          '{"content":{"blocks":[{"kind":"line","quoted":false,"leaves":[{"kind":"text","text":"à demain","marks":[]}]}]},"names":{},"files":[],"reactions":[],"pinned":false}'::jsonb,
          '2026-01-01T00:00:00Z'
        FROM relay, generate_series(${from + 1}::int, ${Math.min(mapped, from + CHUNK)}::int) number RETURNING "id", "regionId", "sourceId"
      ), copied AS (
        INSERT INTO "RelayCopy" ("id", "regionId", "messageId", "channelId", "status", "wanted", "shown")
        SELECT gen_random_uuid(), said."regionId", said."id", "other"::uuid, 'POSTED', 1, 1 FROM said, relay
        RETURNING "id", "regionId", "channelId"
      )
      INSERT INTO "RelayPart" ("id", "regionId", "copyId", "channelId", "position", "refId", "by")
      SELECT gen_random_uuid(), "regionId", "id", "channelId", 0, (100000000000000000 + ${from}::int + row_number() OVER ())::text, '1' FROM copied`;
    }
    await database.prisma.$executeRaw`ANALYZE`;
  } finally {
    await database.close();
  }
}
