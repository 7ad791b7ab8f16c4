import { installedOn } from '../../access/region/region-store.ts';
import type { PlatformName } from '../../chat/place.ts';
import type { Platform } from '../../chat/platform.ts';
import type { Database } from '../../database/database.ts';
import { inTransaction } from '../../database/transaction.ts';
import { PLATFORM_AWAY, PLATFORM_BACK } from '../../schedule/due.ts';
import { noteBeginning, noteEnd } from '../../schedule/occurrences-store.ts';

/** The milliseconds for which a platform may be away before anybody is told: most absences are over in minutes. */
const UNTOLD_MS = 60 * 60_000;

/**
 * Watches whether the platforms are connected. Its observations are stored as due items, so that an absence is told
 * once, whatever is restarted meanwhile.
 */
export interface AbsenceWatch {
  /** Looks at every platform and stores the changes since the last look. `now` is the domain's clock. */
  look(now: Date): Promise<void>;
}

export function createAbsenceWatch(database: Database, platforms: readonly Platform[]): AbsenceWatch {
  const known = new Map<PlatformName, boolean>();
  return {
    async look(now) {
      for (const platform of platforms) {
        const isAway = platform.status() !== 'connected';
        if (known.get(platform.name) === isAway) continue;
        const absence = { begun: PLATFORM_AWAY, over: PLATFORM_BACK, of: platform.name, untoldMs: UNTOLD_MS };
        const note = isAway ? noteBeginning : noteEnd;
        try {
          for (const { region } of await installedOn(database, platform.name)) {
            await inTransaction(database, (tx) => note({ tx, region, now }, absence));
          }
          known.set(platform.name, isAway);
        } catch (error) {
          // The next look tries again.
          database.log.error('absence.not-noted', error, { platform: platform.name });
        }
      }
    },
  };
}
