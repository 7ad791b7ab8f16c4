import type { Departure } from '../../../src/access/contacts/departure.ts';

/** Returns the departures of so many messages that leave now, the first in a channel where there are more than two. */
export function leaving(now: number): Departure {
  const channel = now > 2 ? 1 : 0;
  const ways = { private: now - channel, organisation: 0, thread: 0, channel };
  return { now, held: 0, until: null, failed: 0, ways, away: [] };
}

/** Some that leave now, for these organisations. */
export function leavingFor(now: number, ...organisations: readonly string[]): Departure {
  return { ...leaving(now), organisations };
}

/** Some that leave now, and some that wait for the end of their readers' quiet hours. */
export function leavingLater(now: number, held: number): Departure {
  return { now, held, until: new Date('2026-11-11T08:00:00+01:00'), failed: 0, away: [] };
}
