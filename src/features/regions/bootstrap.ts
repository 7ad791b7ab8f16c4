import { actorOf } from '../../access/actor/actor-store.ts';
import type { Region } from '../../access/region/region.ts';
import { anyRegionSetUp, regionOfTeam } from '../../access/region/region-store.ts';
import type { PlatformName, PlatformUser } from '../../chat/place.ts';
import { UserError } from '../../chat/user-error.ts';
import type { Database } from '../../database/database.ts';
import { inTransaction, type Tx } from '../../database/transaction.ts';
import type { Locale } from '../../texts/index.ts';
import { type CodeTrial, tryCode } from './install-codes.ts';
import { findPairingCode, isMistypedCode } from './rules.ts';
import { createDraft, inviteRegion, isCoordinatorOf, nameCoordinator } from './store.ts';

/** A person, or a workspace or server, as listed in the environment. */
interface Listed {
  readonly platform: PlatformName;
  readonly id: string;
}

export interface PrepareOptions {
  readonly database: Database;
  /** Domain clock. */
  readonly now: () => Date;
  /** People who may set up any workspace or server, without administering it. */
  readonly firstCoordinators: readonly Listed[];
  /**
   * Workspaces and servers where a region may be set up without a code; when there are none, wherever the first
   * region is.
   */
  readonly allowedTeams: readonly Listed[];
  /** Language of new regions. */
  readonly locale: Locale;
}

/** The acts that are possible where no region is set up. */
export interface RegionBootstrap {
  /**
   * Returns the region in which a workspace or server is being set up, and makes the user its coordinator if they may
   * set it up; a draft, without name and departments, where there is none yet. Returns null when they may not: then
   * nothing is stored except a wrong code, which throws UserError. `typed` is what they typed, which may contain a
   * code.
   */
  prepareRegion(user: PlatformUser, typed: readonly string[]): Promise<Region | null>;
  /** Returns whether a workspace's or server's administrator may set up a region there without an invitation. */
  isOpen(): Promise<boolean>;
}

export function createRegionBootstrap(options: PrepareOptions): RegionBootstrap {
  const { database, now, firstCoordinators, allowedTeams, locale } = options;
  const isOpen = async (source: Database | Tx) => allowedTeams.length === 0 && !(await anyRegionSetUp(source));

  return {
    isOpen: () => isOpen(database),

    async prepareRegion(user, typed) {
      const { team, platform } = user;
      const lists = (list: readonly Listed[], id: string) =>
        list.some((one) => one.platform === platform && one.id === id);
      const isListed = lists(firstCoordinators, user.id);
      if (team === null || !(user.administrator || isListed)) return null;
      const isInvited = isListed || lists(allowedTeams, team);
      const prepared = await inTransaction(
        database,
        async (tx): Promise<Region | Exclude<CodeTrial['outcome'], 'good'> | null> => {
          const known = await regionOfTeam(tx, platform, team);
          // Somebody else set it up in the meantime: the user has whatever role they have there.
          if (known && known.departments.length > 0) return known;
          const hasBegun = known !== null && (await isCoordinatorOf(tx, known, user));
          if (!(isInvited || hasBegun || (await isOpen(tx)))) {
            const code = typed.map(findPairingCode).find((found) => found !== null) ?? null;
            if (code === null) {
              const mistyped = typed.find(isMistypedCode);
              if (mistyped === undefined) return null;
              throw new UserError('regions.errors.code.unreadable', { typed: mistyped });
            }
            const { outcome } = await tryCode(tx, { platform, team, id: user.id }, code, now());
            if (outcome !== 'good') return outcome;
          }
          const draft = known ?? (await createDraft(tx, platform, team, locale, now()));
          const scope = { tx, region: draft, now: now() };
          if (isInvited) await inviteRegion(scope);
          const actor = await actorOf(tx, { region: draft }, user, now());
          await nameCoordinator(scope, actor.personId);
          return draft;
        },
      );
      if (prepared === 'wrong' || prepared === 'locked') throw new UserError(`regions.errors.code.${prepared}`);
      return prepared;
    },
  };
}
