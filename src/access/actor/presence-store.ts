import type { PlatformName } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { clientOf } from '../../database/transaction.ts';
import { registeredPlatform } from '../../platforms/registered.ts';
import type { RegionScope } from '../region/region-scope.ts';

/** Somebody on one platform, in one region. */
export interface Account {
  readonly regionId: string;
  readonly platform: PlatformName;
  /** The platform's id of them. */
  readonly externalId: string;
}

const isMember = { status: { in: ['ACTIVE', 'PENDING'] as ('ACTIVE' | 'PENDING')[] } };

const keyOf = ({ regionId, platform, externalId }: Account) => ({
  regionId,
  platform,
  externalId,
});

/** Whether somebody was last known to be out; null when they are new in the region. */
export async function lastKnown(database: Database, account: Account): Promise<{ readonly gone: boolean } | null> {
  const found = await database.prisma.identity.findUnique({
    where: { regionId_platform_externalId: keyOf(account) },
    select: { goneAt: true },
  });
  return found && { gone: found.goneAt !== null };
}

/** Every account of somebody in the region, and whether it was last known to be out. */
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

/** The region's workspace or server on a platform; null where it has none. */
export async function teamOf(database: Database, regionId: string, platform: PlatformName): Promise<string | null> {
  const found = await database.prisma.installation.findUnique({
    where: { regionId_platform: { regionId, platform } },
    select: { team: true },
  });
  return found?.team ?? null;
}

/** Notes it with the caller's transaction. The person it is about; null where nothing has changed. */
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

/** A region's workspace or server, and who of it is looked at after an absence. */
export interface KnownTeam {
  readonly team: string;
  /** Whether each was last known to be out, by the platform's id of them; first those for whom something waits to be sent. */
  readonly gone: ReadonlyMap<string, boolean>;
}

/** As many as are looked at in one region. */
const MOST_KNOWN = 5_000;

/** Those who hold a role or belong to an organisation, or ask to, by the workspace or server they are of. */
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

/** For whom something waits to be sent: the platform's ids of them, or ours where it waits for the end of quiet hours. */
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
