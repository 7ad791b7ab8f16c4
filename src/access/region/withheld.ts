import type { PlatformName } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { RegionScope } from './region-scope.ts';
import { regionsOn } from './region-store.ts';
import { keepWithheld } from './withheld-store.ts';

/** What a platform doesn't allow the bot any more, or allows it again, by the platform's names. */
export interface WithheldChange {
  readonly platform: PlatformName;
  readonly lost: readonly string[];
  readonly back: readonly string[];
}

/** Does what follows, in the transaction that notes it. */
export type WithheldHandler = (scope: RegionScope, change: WithheldChange) => Promise<void>;

/** Takes in what a platform withholds from the bot now; what has changed since it last did is dealt with once. */
export type NoteWithheld = (platform: PlatformName, now: readonly string[]) => Promise<void>;

export function noteWithheld(database: Database, now: () => Date, changed: readonly WithheldHandler[]): NoteWithheld {
  return async (platform, withheld) => {
    for (const region of await regionsOn(database, platform)) {
      if (region.departments.length === 0) continue;
      await inTransaction(database, async (tx) => {
        const scope = { tx, region, now: now() };
        const before = await keepWithheld(scope, platform, withheld);
        const lost = withheld.filter((one) => !before.includes(one));
        const back = before.filter((one) => !withheld.includes(one));
        if (lost.length === 0 && back.length === 0) return;
        for (const handle of changed) await handle(scope, { platform, lost, back });
      });
    }
  };
}
