import type { Region } from '../../access/region.ts';
import { actorOf, regionOfTeam } from '../../access/store.ts';
import type { PlatformName, PlatformUser } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Locale } from '../../texts/index.ts';
import { createDraft, nameCoordinator } from './store.ts';

export interface PrepareOptions {
  readonly database: Database;
  /** Domain clock. */
  readonly now: () => Date;
  /** People who may set up a workspace or server they don't administer. */
  readonly firstCoordinators: readonly { readonly platform: PlatformName; readonly id: string }[];
  /** Language of the regions to come. */
  readonly locale: Locale;
}

/**
 * Gives the region in which a workspace or server is being set up to somebody who may do that, as its coordinator; a
 * draft, without name and departments, where there is none yet. Null when they may not.
 */
export function prepareRegion({ database, now, firstCoordinators, locale }: PrepareOptions) {
  return async (user: PlatformUser): Promise<Region | null> => {
    const listed = firstCoordinators.some(({ platform, id }) => platform === user.platform && id === user.id);
    if (user.team === null || !(user.administrator || listed)) return null;
    const { team, platform } = user;
    return inTransaction(database, async (tx) => {
      const draft = (await regionOfTeam(tx, platform, team)) ?? (await createDraft(tx, platform, team, locale, now()));
      // Set up by somebody else in the meantime: they are who they are there.
      if (draft.departments.length > 0) return draft;
      const actor = await actorOf(tx, { region: draft }, user, now());
      await nameCoordinator({ tx, region: draft, now: now() }, actor.personId);
      return draft;
    });
  };
}
