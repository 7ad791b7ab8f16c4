import type { Departure } from '../../../src/access/contacts/departure.ts';

/** Returns the departures of so many messages that leave now. */
export function leaving(now: number): Departure {
  return { now, held: 0, until: null, failed: 0, away: [] };
}

/** Some that leave now, for these organisations. */
export function leavingFor(now: number, ...organisations: readonly string[]): Departure {
  return { ...leaving(now), organisations };
}

/** Some that leave now, and some that wait for the end of their readers' quiet hours. */
export function leavingLater(now: number, held: number): Departure {
  return { now, held, until: new Date('2026-11-11T08:00:00+01:00'), failed: 0, away: [] };
}
