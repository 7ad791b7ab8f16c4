import type { PlatformName, PlatformUser } from '../../chat/place.ts';
import { DeliveryError, type MembershipTold, type Platform, type TeamMembership } from '../../chat/platform.ts';
import { RecentMap } from '../../chat/recent-map.ts';
import type { Database } from '../../database/database.ts';
import { inTransaction } from '../../database/transaction.ts';
import { traitsOf } from '../../platforms/registered.ts';
import type { Region } from '../region/region.ts';
import type { RegionScope } from '../region/region-scope.ts';
import { regionById, regionOfTeam } from '../region/region-store.ts';
import { type Account, accountsOf, type LastKnown, lastKnown, notePresence, teamOf } from './presence-store.ts';

/** The milliseconds for which a platform's answer is believed. */
const BELIEVED_MS = 60_000;
const MOST_BELIEVED = 5_000;

/** Somebody has left a region's workspace or server, or has come back to it. */
export interface PresenceChange {
  readonly personId: string;
  readonly is: TeamMembership;
}

/** Does what follows from the change, in the transaction that stores it. */
export type PresenceHandler = (scope: RegionScope, change: PresenceChange) => Promise<void>;

/** Knows who is still in the workspace or server: nobody who has left may do or read anything there. */
export interface Presence {
  /**
   * Returns whether somebody who does something is still there. `gone` is whether they were last known to have left;
   * null when they are new. Whatever comes from a server itself shows that its author is in it. Whatever comes from a
   * direct conversation doesn't, so the platform is asked. Throws when the platform can't tell.
   */
  isHere(region: Region, user: PlatformUser, gone: boolean | null): Promise<boolean>;
  /**
   * Returns which of these people may still be sent something. `known` is what was just read of them. Throws DeliveryError when
   * the platform can't tell.
   */
  reachable(
    regionId: string,
    platform: PlatformName,
    users: readonly string[],
    known?: LastKnown,
  ): Promise<readonly string[]>;
  /**
   * Checks whether somebody is still there before something is done in their name, and stores the result. Returns false
   * while a platform can't tell; where it won't, what was last known holds.
   */
  lookFor(regionId: string, personId: string): Promise<boolean>;
  /** Takes in what a platform tells by itself. */
  told(platform: PlatformName, told: MembershipTold): Promise<void>;
}

export interface PresenceOptions {
  readonly database: Database;
  readonly platforms: readonly Platform[];
  /** Domain clock. */
  readonly now: () => Date;
  readonly changed: readonly PresenceHandler[];
}

export function createPresence({ database, platforms, now, changed }: PresenceOptions): Presence {
  /** The answers of the platforms, by account. */
  const believed = new RecentMap<string, { readonly is: TeamMembership; readonly at: number }>(MOST_BELIEVED);

  const nameOf = ({ regionId, platform, externalId }: Account) => `${regionId}/${platform}/${externalId}`;

  function believe(account: Account, is: TeamMembership): void {
    believed.set(nameOf(account), { is, at: now().getTime() });
  }

  function stillBelieved(account: Account): TeamMembership | null {
    const known = believed.get(nameOf(account));
    const age = known ? now().getTime() - known.at : -1;
    return known && age >= 0 && age < BELIEVED_MS ? known.is : null;
  }

  async function note(region: Region, account: Account, is: TeamMembership): Promise<void> {
    await inTransaction(database, async (tx) => {
      const scope = { tx, region, now: now() };
      const personId = await notePresence(scope, account, is === 'gone');
      if (personId === null) return;
      for (const handle of changed) await handle(scope, { personId, is });
    });
  }

  /** Returns what the platform says; asks it again only once its last answer is no longer believed. */
  async function asked(account: Account, gone: boolean): Promise<boolean> {
    return askedIn(await teamOf(database, account.regionId, account.platform), account, gone);
  }

  async function askedIn(team: string | null, account: Account, gone: boolean): Promise<boolean> {
    const { regionId, platform, externalId } = account;
    const before: TeamMembership = gone ? 'gone' : 'member';
    const asks = platforms.find(({ name }) => name === platform);
    if (!asks || team === null) return !gone;
    const is = stillBelieved(account) ?? (await asks.membership(externalId, team));
    believe(account, is);
    const region = is === before ? null : await regionById(database, regionId);
    if (region) await note(region, account, is);
    return is === 'member';
  }

  return {
    async isHere({ id: regionId }, { platform, id: externalId, team }, gone) {
      if (gone === null) return true;
      // Nobody writes to the bot from a workspace they aren't in.
      if (!gone && (team !== null || traitsOf(platform).directFromMembersOnly)) return true;
      return asked({ regionId, platform, externalId }, gone);
    },

    async reachable(regionId, platform, users, known) {
      const { gone, team } = known ?? (await lastKnown(database, { regionId, platform }, users));
      const here: string[] = [];
      for (const externalId of users) {
        const left = gone.get(externalId);
        const isKnown = left === undefined || traitsOf(platform).tellsWhoLeaves;
        const isHere = isKnown ? left !== true : await askedIn(team, { regionId, platform, externalId }, left);
        if (isHere) here.push(externalId);
      }
      return here;
    },

    async lookFor(regionId, personId) {
      for (const { gone, ...account } of await accountsOf(database, regionId, personId)) {
        if (traitsOf(account.platform).tellsWhoLeaves) continue;
        try {
          await asked(account, gone);
        } catch (error) {
          if (!(error instanceof DeliveryError)) throw error;
          // Where the platform won't tell it later either, as of a server that the bot was removed from, what was last known holds.
          if (error.failure.kind !== 'refused') return false;
        }
      }
      return true;
    },

    async told(platform, { team, user: externalId, is }) {
      const region = await regionOfTeam(database, platform, team);
      if (!region) return;
      const account = { regionId: region.id, platform, externalId };
      believed.delete(nameOf(account));
      await note(region, account, is);
    },
  };
}
