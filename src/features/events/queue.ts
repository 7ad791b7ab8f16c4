import type { Departure } from '../../access/contacts/departure.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { overlapsAmong } from './clashes.ts';
import type { Event } from './event.ts';
import type { Overlap } from './rules.ts';

/** A proposal that waits, and what it clashes with. */
export interface QueuedProposal {
  readonly event: Event;
  readonly overlaps: readonly Overlap[];
}

/** What waits for the coordinators in an edition. */
export interface Queue {
  readonly year: number;
  /** All, in order. */
  readonly events: readonly Event[];
  /** The first of them, which are shown with their buttons: the others follow once these are decided. */
  readonly first: readonly QueuedProposal[];
}

/** Proposals of the queue that are shown with their buttons. */
const SHOWN = 5;

/** Of an edition's events those that wait; what they clash with of the first alone, which are shown. */
export function queueOf(scope: Pick<RegionScope, 'region'>, events: readonly Event[]): Omit<Queue, 'year'> {
  const having = (status: Event['status']) => events.filter((event) => event.status === status);
  const waiting = [...having('PROPOSED'), ...having('QUESTIONED')];
  const first = waiting.slice(0, SHOWN).map((event) => ({ event, overlaps: overlapsAmong(scope, events, event) }));
  return { events: waiting, first };
}

/** Proposals that were accepted at once. */
export interface AcceptedProposals {
  readonly accepted: readonly Event[];
  /** Decided by somebody else in the meantime. */
  readonly left: readonly Event[];
  /** How their organisations are told. */
  readonly leaves: Departure;
}
