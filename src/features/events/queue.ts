import type { Departure } from '../../access/contacts/departure.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { overlapsAmong } from './clashes.ts';
import type { Event } from './event.ts';
import type { Overlap } from './rules.ts';

/** A waiting proposal, and what it overlaps with. */
export interface QueuedProposal {
  readonly event: Event;
  readonly overlaps: readonly Overlap[];
}

/** The waiting proposals of an edition. */
export interface Queue {
  readonly year: number;
  /** All of them, in the order in which they are dealt with. */
  readonly events: readonly Event[];
  /** The first of them, which are shown with their buttons. The others follow once these are decided. */
  readonly first: readonly QueuedProposal[];
}

/** The number of proposals that are shown with their buttons. */
const SHOWN = 5;

/** Returns the waiting proposals among an edition's events. Overlaps are computed only for those that are shown. */
export function queueOf(scope: Pick<RegionScope, 'region'>, events: readonly Event[]): Omit<Queue, 'year'> {
  const having = (status: Event['status']) => events.filter((event) => event.status === status);
  const waiting = [...having('PROPOSED'), ...having('QUESTIONED')];
  const first = waiting.slice(0, SHOWN).map((event) => ({ event, overlaps: overlapsAmong(scope, events, event) }));
  return { events: waiting, first };
}

/** The outcome of accepting several proposals at once. */
export interface AcceptedProposals {
  readonly accepted: readonly Event[];
  /** Proposals that somebody else has decided meanwhile. */
  readonly left: readonly Event[];
  /** How their organisations are told. */
  readonly leaves: Departure;
}
