import type { Departure } from '../../access/contacts/departure.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { localDay } from '../../dates/index.ts';
import { overlapsAmong } from './clashes.ts';
import type { Event } from './event.ts';
import { isLong, isSamePublic, type Overlap } from './overlaps.ts';

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
  /** What is near enough to be one event, the most first. */
  readonly clusters: readonly Cluster[];
}

/** Proposals of different organisations on one day, in one commune and for the public of the first of them. */
export interface Cluster {
  /** A moment of that day. */
  readonly at: Date;
  /** The commune's name. */
  readonly where: string;
  readonly events: readonly Event[];
}

/** The number of proposals that are shown with their buttons. */
const SHOWN = 5;

/** Returns the waiting proposals among an edition's events. Overlaps are computed only for those that are shown. */
export function queueOf(scope: Pick<RegionScope, 'region'>, events: readonly Event[]): Omit<Queue, 'year'> {
  const having = (status: Event['status']) => events.filter((event) => event.status === status);
  const waiting = [...having('PROPOSED'), ...having('QUESTIONED')];
  const first = waiting.slice(0, SHOWN).map((event) => ({ event, overlaps: overlapsAmong(scope, events, event) }));
  return { events: waiting, first, clusters: clustersOf(scope, waiting) };
}

/** The most clusters that are told; the others follow once these are decided. */
const CLUSTERS = 3;

function clustersOf({ region }: Pick<RegionScope, 'region'>, waiting: readonly Event[]): readonly Cluster[] {
  const groups = new Map<string, { readonly at: Date; readonly where: string; readonly events: Event[] }>();
  for (const event of waiting) {
    const { municipality, municipalityCode } = event;
    const slot = event.slots.find((one) => !isLong(one));
    if (!slot || municipality === null) continue;
    const key = `${municipalityCode} ${localDay(slot.start, region.timeZone)}`;
    const group = groups.get(key) ?? { at: slot.start, where: municipality, events: [] };
    // Each is compared with the first alone: with all of them the work would grow with the square of their number.
    const [first] = group.events;
    if (!first || isSamePublic(first.audience, event.audience)) group.events.push(event);
    groups.set(key, group);
  }
  return [...groups.values()]
    .filter(({ events }) => new Set(events.map(({ organisation }) => organisation.id)).size > 1)
    .toSorted((a, b) => b.events.length - a.events.length || a.at.getTime() - b.at.getTime())
    .slice(0, CLUSTERS);
}

/** The outcome of accepting several proposals at once. */
export interface AcceptedProposals {
  readonly accepted: readonly Event[];
  /** Proposals that somebody else has decided meanwhile. */
  readonly left: readonly Event[];
  /** The way their organisations are told. */
  readonly leaves: Departure;
}
