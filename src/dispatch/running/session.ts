import type { Actor } from '../../access/actor/actor.ts';
import { knownGone, type RegionEntry, regionEntryOf } from '../../access/actor/actor-store.ts';
import type { Presence } from '../../access/actor/presence.ts';
import type { Region } from '../../access/region/region.ts';
import { regionsOfUser } from '../../access/region/region-store.ts';
import type { Place, PlatformUser } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { traitsOf } from '../../platforms/registered.ts';
import { claimedEntryOf } from './entry-store.ts';
import type { PlatformEvent } from './event-store.ts';
import { meantRegion, type RegionClue } from './meant-region-store.ts';

/** The person who acts, the region, and the place. */
export interface Session {
  readonly region: Region;
  readonly actor: Actor;
  readonly place: Place;
  /** See Context. */
  readonly at: string | null;
}

/** Somebody who waits for the first acknowledgement. */
export interface Identified extends Session {
  /** The time until which a form may open, by `monotonicNow`. */
  readonly until: number;
}

/** Thrown for somebody who has left the workspace or server: they may do and see nothing there any more. */
export class Departed extends Error {
  readonly region: Region;

  constructor(region: Region) {
    super('departed');
    this.region = region;
  }
}

/** Throws Departed for somebody who has left; anything else when the platform can't tell. */
export async function checkPresence(
  { database, presence }: { readonly database: Database; readonly presence: Presence },
  entry: RegionEntry,
  user: PlatformUser,
): Promise<void> {
  const here = await presence.isHere(entry.region, user, await knownGone(database, entry, user));
  if (!here) throw new Departed(entry.region);
}

/** Thrown when nothing tells which of these regions is meant, so that the person has to be asked. */
export class SeveralRegions extends Error {
  readonly regions: readonly Region[];

  constructor(regions: readonly Region[]) {
    super('several regions');
    this.regions = regions;
  }
}

/** The submission to claim while its author is looked up. */
export interface ToClaim {
  readonly event: PlatformEvent;
  readonly now: Date;
  /** Called once it is known whether it is this process's to do. */
  settled(ours: boolean): void;
}

/**
 * Finds the region in which this happens. In a direct message that names no team, it is the one in which the person has
 * spoken, or that the conversation is about. Null when there is none; throws SeveralRegions when nothing tells which.
 * It claims on the way whatever is to be claimed, where that takes no statement more.
 */
export async function findEntry(
  database: Database,
  user: PlatformUser,
  clue: RegionClue,
  now: Date,
  toClaim: ToClaim | null = null,
): Promise<RegionEntry | null> {
  if (user.team !== null) {
    const entry = toClaim
      ? await entryWithClaim(database, user, user.team, toClaim)
      : await regionEntryOf(database, user, user.team);
    if (entry) return entry;
  }
  if (user.team !== null && traitsOf(user.platform).teamIsWhere) return null;
  const regions = await regionsOfUser(database, user.platform, user.id);
  const [only, ...others] = regions;
  if (!only) return null;
  if (others.length === 0) return { region: only, identity: null };
  const meant = await meantRegion(
    database,
    regions.map(({ id }) => id),
    clue,
    now,
  );
  const region = regions.find(({ id }) => id === meant);
  if (!region) throw new SeveralRegions(regions);
  return { region, identity: null };
}

async function entryWithClaim(
  database: Database,
  user: PlatformUser,
  team: string,
  { event, now, settled }: ToClaim,
): Promise<RegionEntry | null> {
  const found = await claimedEntryOf(database, user, team, event, now);
  if (found && found.ours !== null) settled(found.ours);
  return found?.entry ?? null;
}
