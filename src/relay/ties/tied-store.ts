import type { PlatformName } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { registeredPlatform } from '../../platforms/registered.ts';
import type { Locale } from '../../texts/index.ts';
import { IS_CLEARED } from '../copies/copy-store.ts';

/** A channel of a relay, with what is needed to word something for its people. */
export interface TiedChannel {
  readonly id: string;
  readonly regionId: string;
  readonly relayId: string;
  readonly platform: PlatformName;
  readonly team: string;
  readonly channel: string;
  /** The id of the last message before the tying; later ones pass. */
  readonly since: string;
  readonly locale: Locale;
  readonly timeZone: string;
  /** The names of the region and of its chamber. */
  readonly region: string;
  readonly chamber: string;
}

/** Returns all channels that are tied now, in all regions. */
export function tiedChannels(database: Database): Promise<readonly TiedChannel[]> {
  return channelsWhere(database, { cutAt: null });
}

/** Returns the channels of a platform that were cut, and in which copies stand that are to go from there, too. */
export async function channelsToClear(database: Database, platform: PlatformName): Promise<readonly TiedChannel[]> {
  // The condition is worded like that of the index on due copies, which are few. Each channel is looked up by itself: LIMIT says so.
  const found = await database.prisma.$queryRaw<{ readonly id: string }[]>`
    SELECT channel."id" FROM "RelayChannel" channel CROSS JOIN LATERAL (
      SELECT true FROM "RelayCopy" WHERE "RelayCopy"."channelId" = channel."id" AND ${IS_CLEARED}
        AND ("RelayCopy"."status" IN ('WAITING', 'POSTING') OR "RelayCopy"."shown" < "RelayCopy"."wanted")
        AND ("RelayCopy"."status" = 'POSTING' OR "RelayCopy"."shown" < "RelayCopy"."wanted") LIMIT 1) due
    WHERE channel."platform" = ${platform} AND channel."cutAt" IS NOT NULL`;
  return found.length === 0 ? [] : channelsWhere(database, { id: { in: found.map(({ id }) => id) } });
}

async function channelsWhere(
  { prisma }: Database,
  where: Prisma.RelayChannelWhereInput,
): Promise<readonly TiedChannel[]> {
  const rows = await prisma.relayChannel.findMany({
    where,
    select: {
      ...{ id: true, regionId: true, relayId: true, platform: true, team: true, channel: true, since: true },
      region: { select: { locale: true, timeZone: true, name: true, chamber: true } },
    },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ region, platform, ...row }) => ({
    ...row,
    platform: registeredPlatform(platform),
    locale: region.locale === 'en' ? 'en' : 'fr',
    timeZone: region.timeZone,
    region: region.name,
    chamber: region.chamber,
  }));
}

/** Notes why nothing can pass into a channel, and since when; null once it can again. */
export async function noteObstacle(
  { prisma }: Database,
  channel: TiedChannel,
  obstacle: string | null,
  now: Date,
): Promise<void> {
  const { id, regionId } = channel;
  const other = obstacle === null ? { not: null } : { not: obstacle };
  await prisma.relayChannel.updateMany({
    where: { id, regionId, OR: [{ obstacle: other }, ...(obstacle === null ? [] : [{ obstacle: null }])] },
    data: { obstacle, obstacleSince: obstacle === null ? null : now },
  });
}

/** Notes since when messages in a channel come without their text; null once they can be read. */
export async function noteUnreadable(
  { prisma }: Database,
  { id, regionId }: TiedChannel,
  since: Date | null,
): Promise<void> {
  await prisma.relayChannel.updateMany({
    where: { id, regionId, unreadableSince: since === null ? { not: null } : null },
    data: { unreadableSince: since },
  });
}
