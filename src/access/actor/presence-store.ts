import type { PlatformName } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { clientOf } from '../../database/transaction.ts';
import { registeredPlatform } from '../../platforms/registered.ts';
import type { RegionScope } from '../region/region-scope.ts';

/** Somebody's account on one platform, in one region. */
export interface Account {
  readonly regionId: string;
  readonly platform: PlatformName;
  /** The platform's id of the person. */
  readonly externalId: string;
}

const isMember = { status: { in: ['ACTIVE', 'PENDING'] as ('ACTIVE' | 'PENDING')[] } };

const keyOf = ({ regionId, platform, externalId }: Account) => ({
  regionId,
  platform,
  externalId,
});

/** The last known state of an account. */
export interface LastKnown {
  /** Whether each was last known to have left, by the platform's id; those who are new in the region are missing. */
  readonly gone: ReadonlyMap<string, boolean>;
  /** The region's workspace or server; null when it has none. */
  readonly team: string | null;
}

/** Returns what is known of these people of a platform, in one statement. */
export async function lastKnown(
  database: Database,
  { regionId, platform }: Omit<Account, 'externalId'>,
  users: readonly string[],
): Promise<LastKnown> {
  const rows = await database.prisma.identity.findMany({
    where: { regionId, platform, externalId: { in: [...users] } },
    select: {
      externalId: true,
      goneAt: true,
      region: { select: { installationRows: { where: { platform }, select: { team: true } } } },
    },
  });
  return {
    gone: new Map(rows.map(({ externalId, goneAt }) => [externalId, goneAt !== null])),
    team: rows[0]?.region.installationRows[0]?.team ?? null,
  };
}

/** Returns every account of somebody in the region, and whether each was last known to have left. */
export async function accountsOf(
  database: Database,
  regionId: string,
  personId: string,
): Promise<readonly (Account & { readonly gone: boolean })[]> {
  const rows = await database.prisma.identity.findMany({
    where: { regionId, personId },
    select: { platform: true, externalId: true, goneAt: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ platform, externalId, goneAt }) => ({
    regionId,
    platform: registeredPlatform(platform),
    externalId,
    gone: goneAt !== null,
  }));
}

/** Returns the region's workspace or server on a platform; null when it has none. */
export async function teamOf(database: Database, regionId: string, platform: PlatformName): Promise<string | null> {
  const found = await database.prisma.installation.findUnique({
    where: { regionId_platform: { regionId, platform } },
    select: { team: true },
  });
  return found?.team ?? null;
}

/**
 * Stores the change in the caller's transaction. Returns the id of the person it is about; null when nothing changed.
 */
export async function notePresence(scope: RegionScope, account: Account, gone: boolean): Promise<string | null> {
  const { identity } = clientOf(scope.tx);
  const changed = await identity.updateMany({
    where: { ...keyOf(account), goneAt: gone ? null : { not: null } },
    data: { goneAt: gone ? scope.now : null },
  });
  if (changed.count === 0) return null;
  const found = await identity.findUniqueOrThrow({
    where: { regionId_platform_externalId: keyOf(account) },
    select: { personId: true },
  });
  return found.personId;
}

/** A region's workspace or server, and the people in it to check after an absence. */
export interface KnownTeam {
  readonly team: string;
  /**
   * Whether each was last known to have left, by the platform's id. People for whom something waits to be sent come
   * first.
   */
  readonly gone: ReadonlyMap<string, boolean>;
}

/** The most people checked in one region. */
const MOST_KNOWN = 5_000;

/** Returns, by workspace or server, the people who hold a role, belong to an organisation or ask to join one. */
export async function knownTeams({ prisma }: Database, platform: PlatformName): Promise<readonly KnownTeam[]> {
  const installations = await prisma.installation.findMany({
    where: { platform },
    select: { regionId: true, team: true },
    orderBy: { id: 'asc' },
  });
  const teams: KnownTeam[] = [];
  for (const { regionId, team } of installations) {
    const isSomebody = {
      OR: [{ roles: { some: { regionId } } }, { memberships: { some: { regionId, ...isMember } } }],
    };
    const rows = await prisma.identity.findMany({
      where: { regionId, platform, person: isSomebody },
      select: { externalId: true, personId: true, goneAt: true },
      orderBy: { id: 'asc' },
      take: MOST_KNOWN,
    });
    if (rows.length === 0) continue;
    const awaited = await sentTo(prisma, regionId, platform);
    const isAwaited = ({ externalId, personId }: (typeof rows)[number]) =>
      awaited.has(externalId) || awaited.has(personId);
    const inOrder = [...rows.filter(isAwaited), ...rows.filter((row) => !isAwaited(row))];
    teams.push({ team, gone: new Map(inOrder.map(({ externalId, goneAt }) => [externalId, goneAt !== null])) });
  }
  return teams;
}

/**
 * Returns the people for whom something waits to be sent: the platform's ids, or ours where it waits for quiet hours to
 * end.
 */
async function sentTo(
  prisma: Database['prisma'],
  regionId: string,
  platform: PlatformName,
): Promise<ReadonlySet<string>> {
  const rows = await prisma.$queryRaw<readonly { who: string }[]>`
    SELECT DISTINCT users.who FROM "Delivery", jsonb_array_elements_text("target"->'users') AS users (who)
    WHERE "regionId" = ${regionId}::uuid AND "platform" = ${platform}
      AND "status" = ANY (ARRAY['PENDING'::"DeliveryStatus", 'SENDING'::"DeliveryStatus"]) AND "heldUntil" IS NULL AND "sequence" > 0
    UNION SELECT DISTINCT "unsolicitedTo"::text FROM "Delivery"
    WHERE "regionId" = ${regionId}::uuid AND "status" = 'PENDING'::"DeliveryStatus" AND "heldUntil" IS NOT NULL
      AND "unsolicitedTo" IS NOT NULL`;
  return new Set(rows.map(({ who }) => who));
}
