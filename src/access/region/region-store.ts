import type { PlatformName } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { clientOf, type Tx } from '../../database/transaction.ts';
import type { Region } from './region.ts';
import type { RegionScope } from './region-scope.ts';

/** The columns a store reads of a region, see `regionOf`. */
export const regionFields = {
  id: true,
  name: true,
  chamber: true,
  departments: true,
  timeZone: true,
  locale: true,
} as const;

export function regionOf(row: Omit<Region, 'locale'> & { locale: string }): Region {
  return { ...row, locale: row.locale === 'en' ? 'en' : 'fr' };
}

/** Returns the region that a workspace or server is tied to. */
export async function regionOfTeam(
  source: Database | Tx,
  platform: PlatformName,
  team: string,
): Promise<Region | null> {
  const found = await clientOf(source).installation.findUnique({
    where: { platform_team: { platform, team } },
    select: { region: { select: regionFields } },
  });
  return found ? regionOf(found.region) : null;
}

/**
 * Returns the regions in which somebody has spoken: in a direct message nothing else tells which is meant. A set-up that was
 * begun and left is none yet.
 */
export async function regionsOfUser(source: Database | Tx, platform: PlatformName, user: string): Promise<Region[]> {
  const found = await clientOf(source).identity.findMany({
    where: { platform, externalId: user, region: { departments: { isEmpty: false } } },
    select: { region: { select: regionFields } },
    orderBy: [{ region: { createdAt: 'asc' } }, { id: 'asc' }],
  });
  return found.map((identity) => regionOf(identity.region));
}

/** Returns the regions that are on a platform, each with its workspace or server there. */
export async function installedOn(
  source: Database | Tx,
  platform: PlatformName,
): Promise<readonly { readonly region: Region; readonly team: string }[]> {
  const found = await clientOf(source).installation.findMany({
    where: { platform },
    select: { team: true, region: { select: regionFields } },
    orderBy: [{ installedAt: 'asc' }, { id: 'asc' }],
  });
  return found.map(({ team, region }) => ({ team, region: regionOf(region) }));
}

/** Returns the regions that are on a platform. */
export async function regionsOn(source: Database | Tx, platform: PlatformName): Promise<Region[]> {
  return (await installedOn(source, platform)).map(({ region }) => region);
}

/** Returns whether a region still lives by the clock that it was read with, and keeps whoever would change it waiting. */
export async function keepsItsClock({ tx, region }: RegionScope): Promise<boolean> {
  const found = await clientOf(tx).$queryRaw<readonly unknown[]>`
    SELECT 1 FROM "Region" WHERE "id" = ${region.id}::uuid AND "timeZone" = ${region.timeZone} FOR SHARE`;
  return found.length > 0;
}

export async function regionById(source: Database | Tx, id: string): Promise<Region | null> {
  const found = await clientOf(source).region.findUnique({ where: { id }, select: regionFields });
  return found ? regionOf(found) : null;
}

/** Returns whether any region is set up. */
export async function anyRegionSetUp(source: Database | Tx): Promise<boolean> {
  const found = await clientOf(source).region.findFirst({
    where: { departments: { isEmpty: false } },
    select: { id: true },
  });
  return found !== null;
}

/** Returns every region, set up or not, on whatever platform. */
export async function allRegions(source: Database | Tx): Promise<Region[]> {
  const found = await clientOf(source).region.findMany({
    select: regionFields,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return found.map(regionOf);
}
