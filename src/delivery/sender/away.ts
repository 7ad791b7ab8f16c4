import type { RegionScope } from '../../access/region/region-scope.ts';
import { installedOn } from '../../access/region/region-store.ts';
import type { PlatformName } from '../../chat/place.ts';
import type { Platform } from '../../chat/platform.ts';
import type { Database } from '../../database/database.ts';
import { inTransaction } from '../../database/transaction.ts';
import { PLATFORM_AWAY, PLATFORM_BACK, schedule } from '../../schedule/due.ts';
import { absenceOf, endAbsence } from './away-store.ts';

/** How long a platform may be away before anybody is told: most absences are over in minutes. */
const UNTOLD_MS = 60 * 60_000;

/**
 * Watches whether the platforms are connected. What it sees is stored as due items, so that an absence is told once, whatever is
 * started again meanwhile.
 */
export interface AbsenceWatch {
  /** Looks at every platform, and stores what has changed since the last time. `now` is the domain's clock. */
  look(now: Date): Promise<void>;
}

export function createAbsenceWatch(database: Database, platforms: readonly Platform[]): AbsenceWatch {
  const known = new Map<PlatformName, boolean>();
  return {
    async look(now) {
      for (const platform of platforms) {
        const isAway = platform.status() !== 'connected';
        if (known.get(platform.name) === isAway) continue;
        try {
          for (const { region } of await installedOn(database, platform.name)) {
            const note = isAway ? noteAway : noteBack;
            await inTransaction(database, (tx) => note({ tx, region, now }, platform.name));
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

async function noteAway(scope: RegionScope, platform: PlatformName): Promise<void> {
  if (await absenceOf(scope, platform)) return;
  const at = new Date(scope.now.getTime() + UNTOLD_MS);
  const subject = `${platform}:${scope.now.getTime()}`;
  await schedule(scope, { kind: PLATFORM_AWAY, subject, at, expires: null });
}

/** Has the coordinators told that it is back, if they know that it was away. */
async function noteBack(scope: RegionScope, platform: PlatformName): Promise<void> {
  const absence = await absenceOf(scope, platform);
  if (!absence) return;
  await endAbsence(scope, absence);
  if (!absence.told) return;
  const subject = `${absence.subject}:${scope.now.getTime()}`;
  await schedule(scope, { kind: PLATFORM_BACK, subject, at: scope.now, expires: null });
}
