import type { DeclaredNeed, NotGranted } from '../../chat/needs.ts';
import type { PlatformName } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { RegionScope } from './region-scope.ts';
import { installedOn } from './region-store.ts';
import { keepWithheld } from './withheld-store.ts';

/** A platform no longer grants the bot something, or grants it again. */
export interface WithheldChange {
  readonly platform: PlatformName;
  readonly lost: readonly DeclaredNeed[];
  readonly back: readonly DeclaredNeed[];
  /** The page where an administrator can grant what was lost; null when there is none. */
  readonly link: string | null;
}

/** Does what follows from the change, in the transaction that stores it. */
export type WithheldHandler = (scope: RegionScope, change: WithheldChange) => Promise<void>;

/** Stores what workspaces and servers don't grant the bot now. Each change since the last time is handled once. */
export type NoteWithheld = (platform: PlatformName, from: (team: string) => NotGranted | null) => Promise<void>;

/**
 * Creates the storing of changes. `needsOn` returns what is declared for a platform. Nobody is told that something was
 * granted again once nothing needs it any more.
 */
export function noteWithheld(
  database: Database,
  now: () => Date,
  changed: readonly WithheldHandler[],
  needsOn: (platform: PlatformName) => readonly DeclaredNeed[],
): NoteWithheld {
  return async (platform, from) => {
    for (const { region, team } of await installedOn(database, platform)) {
      const withheld = from(team);
      if (withheld === null || region.departments.length === 0) continue;
      const names = withheld.needs.map(({ name }) => name);
      await inTransaction(database, async (tx) => {
        const scope = { tx, region, now: now() };
        const before = await keepWithheld(scope, platform, names);
        const lost = withheld.needs.filter(({ name }) => !before.includes(name));
        const back = needsOn(platform).filter(({ name }) => before.includes(name) && !names.includes(name));
        if (lost.length === 0 && back.length === 0) return;
        for (const handle of changed) await handle(scope, { platform, lost, back, link: withheld.link });
      });
    }
  };
}
