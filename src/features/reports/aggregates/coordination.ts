import type { AnnouncementFacts } from '../../announcements/facts.ts';
import { type Sum, sumOf } from '../../figures/measures.ts';
import type { KitFacts } from '../../kits/facts.ts';
import type { MeetingFact } from '../../meetings/facts.ts';
import { FACTS_FROM, isDisclosableChange } from './thresholds.ts';

/** The chamber's own doings around the events, as the database holds them. */
export interface CoordinationFacts {
  readonly meetings: readonly MeetingFact[];
  /** Null before a kit is published. */
  readonly kit: KitFacts | null;
  readonly announcements: AnnouncementFacts;
}

/** A number of people or organisations who said something; `value` is null where so few did that it isn't told. */
export interface ToldCount {
  readonly value: number | null;
  readonly withheld: 'few' | null;
}

/** A sum of relays, of which one person may have made several. */
interface CountedReach extends Sum {
  /** The number of people who counted; absent from versions made before it was kept. */
  readonly people?: number;
}

/** The coordination as the bilan tells it: no number reveals the answers of one or two people. */
export interface Coordination {
  readonly meetings: readonly { readonly title: string; readonly day: string; readonly coming: ToldCount }[];
  readonly kit: { readonly versions: number; readonly sent: number; readonly received: ToldCount } | null;
  readonly announcements: {
    readonly sent: number;
    /** People who said that they passed one of them on. */
    readonly relaying: ToldCount;
    /** The number of people they were passed on to, as those who counted say; null where too few counted. */
    readonly reach: CountedReach | null;
  };
}

/** Returns how many of these meetings are on a later day than this one. */
export function meetingsToCome(meetings: Coordination['meetings'], today: string): number {
  return meetings.filter(({ day }) => day > today).length;
}

const FEW: ToldCount = { value: null, withheld: 'few' };

function told(count: number): ToldCount {
  return count > 0 && count < FACTS_FROM ? FEW : { value: count, withheld: null };
}

/** Counts the coordination's work, as far as it may be told. */
export function coordinationOf({ meetings, kit, announcements }: CoordinationFacts): Coordination {
  const { sent, relays } = announcements;
  const relaying = told(new Set(relays.map(({ person }) => person)).size);
  const people = new Set(relays.filter(({ reach }) => reach !== null).map(({ person }) => person)).size;
  const reach = { ...sumOf(relays.map((relay) => relay.reach)), people };
  return {
    meetings: meetings.map(({ title, day, coming }) => ({ title, day, coming: told(coming) })),
    kit: kit && { versions: kit.versions, sent: kit.sent, received: told(kit.received) },
    announcements: { sent, relaying, reach: people < FACTS_FROM ? null : reach },
  };
}

/**
 * Limits a new version to the numbers that may be told beside the version before: a number that would change by fewer
 * answers than are ever told stays as it was.
 */
export function limitCoordination(before: Coordination | undefined, now: Coordination): Coordination {
  if (before === undefined) return now;
  const formerly = new Map(before.meetings.map(({ title, day, coming }) => [`${day} ${title}`, coming]));
  const { announcements } = now;
  const relaying = held(before.announcements.relaying, announcements.relaying);
  return {
    meetings: now.meetings.map((one) => ({
      ...one,
      coming: held(formerly.get(`${one.day} ${one.title}`) ?? null, one.coming),
    })),
    kit: now.kit && { ...now.kit, received: held(before.kit?.received ?? null, now.kit.received) },
    announcements: { ...announcements, relaying, reach: heldReach(before.announcements.reach, announcements.reach) },
  };
}

function held(before: ToldCount | null, now: ToldCount): ToldCount {
  if (before?.value == null || now.value === null || before.value === 0) return now;
  return isDisclosableChange(before.value, now.value, FACTS_FROM) ? now : before;
}

/**
 * Holds the sum unless three people more, or fewer, have counted: one alone may add many relays. Of one that was told before people were
 * counted it is known that there were no more of them than relays, and three at least.
 */
function heldReach(before: CountedReach | null, now: CountedReach | null): CountedReach | null {
  if (before === null || now?.people === undefined) return now;
  if (before.people === undefined) return now.people - before.parts.told >= FACTS_FROM ? now : before;
  return isDisclosableChange(before.people, now.people, FACTS_FROM) ? now : before;
}
