import type { PlatformName } from '../../chat/place.ts';
import { registeredPlatform } from '../../platforms/registered.ts';
import { onlyByDay } from '../../schedule/by-day.ts';
import { PLATFORM_AWAY, PLATFORM_BACK } from '../../schedule/due.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { platformAwayNotice, platformBackNotice } from './messages/absence.ts';
import { ofRegion, tellCoordinators } from './tell-coordinators.ts';

interface AbsenceTold {
  readonly platform: PlatformName;
  readonly since: Date;
  /** Null while it lasts. */
  readonly until: Date | null;
}

/** Parses a due item's subject: the platform, when it went and, once it is back, when it came. */
function readAbsence(subject: string): AbsenceTold {
  const [platform = '', since, until] = subject.split(':');
  return {
    platform: registeredPlatform(platform),
    since: new Date(Number(since)),
    until: until === undefined ? null : new Date(Number(until)),
  };
}

/** Tells the coordinators on the other platforms, by day and once, that one is away, and that it is back. */
export const absenceJobs: DueHandlers = onlyByDay({
  async [PLATFORM_AWAY](scope, subject) {
    const { platform, since } = readAbsence(subject);
    await tellCoordinators(
      scope,
      ofRegion(scope, `away:${subject}`),
      (t) => platformAwayNotice(t, { platform, since }),
      {
        away: platform,
      },
    );
  },
  async [PLATFORM_BACK](scope, subject) {
    const { platform, since, until } = readAbsence(subject);
    const told = { platform, since, until: until ?? scope.now };
    await tellCoordinators(scope, ofRegion(scope, `back:${subject}`), (t) => platformBackNotice(t, told), {
      away: platform,
    });
  },
});
