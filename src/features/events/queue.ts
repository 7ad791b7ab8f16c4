import type { Departure } from '../../access/contacts/departure.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { mapInSteps, type Stepwise } from '../../concurrency/turns.ts';
import { localDay } from '../../dates/index.ts';
import type { Edition } from '../editions/edition.ts';
import { type Clashes, clashesAmong } from './clashes.ts';
import type { Event } from './event.ts';
import type { Merge } from './merge.ts';
import { isLong, isSamePublic } from './overlaps.ts';

/** The facts that tell a waiting proposal from the others, and the events that it is near to. */
export type WaitingProposal = Pick<
  Event,
  'id' | 'number' | 'title' | 'status' | 'organisation' | 'slots' | 'municipality' | 'municipalityCode' | 'audience'
>;

/** A waiting proposal, and the warnings about its dates. */
export interface QueuedProposal {
  readonly event: Event;
  readonly clashes: Clashes;
}

/** The waiting proposals of an edition. */
export interface Queue {
  readonly year: number;
  /** All of them, in the order in which they are dealt with. */
  readonly events: readonly WaitingProposal[];
  /** The first of them, which are shown with their buttons. The others follow once these are decided. */
  readonly first: readonly QueuedProposal[];
  /** The groups of proposals that are near enough to be one event, the largest first. */
  readonly clusters: readonly Cluster[];
  /** The first of the merges that wait for the organisations. */
  readonly merges: readonly Merge[];
}

/** Proposals of different organisations on one day, in one commune and for the public of the first of them. */
export interface Cluster {
  /** A moment of that day. */
  readonly at: Date;
  /** The commune's name. */
  readonly where: string;
  readonly events: readonly WaitingProposal[];
  /** Whether two of them, of different organisations, are part of no open merge. */
  readonly isFree: boolean;
}

/** The number of proposals that are shown with their buttons. */
export const SHOWN_IN_QUEUE = 5;

/** Everything that a queue is made of. */
interface Queued {
  /** All that wait, in the order in which they are dealt with. */
  readonly waiting: readonly WaitingProposal[];
  /** The first of them, whole. */
  readonly first: readonly Event[];
  /** The edition's events with which those may clash, and perhaps others. */
  readonly around: readonly Event[];
  /** The edition's open merges. */
  readonly merges: readonly Merge[];
}

/** Returns the waiting proposals of an edition, with its open merges. Clashes are looked for only for those that are shown. */
export function* queueOf(
  scope: Pick<RegionScope, 'region'>,
  edition: Edition,
  { waiting, first, around, merges }: Queued,
): Stepwise<Queue> {
  const shown: QueuedProposal[] = [];
  for (const event of first) {
    shown.push({ event, clashes: clashesAmong(scope, edition, around, event) });
    yield;
  }
  return {
    year: edition.year,
    events: waiting,
    first: shown,
    clusters: yield* clustersOf(scope, waiting, merges),
    merges: merges.slice(0, MERGES),
  };
}

/** The most clusters that are told; the others follow once these are decided. */
const CLUSTERS = 3;
/** The most open merges that are told; the others follow once these are answered or taken back. */
const MERGES = 3;

function* clustersOf(
  { region }: Pick<RegionScope, 'region'>,
  waiting: readonly WaitingProposal[],
  merges: readonly Merge[],
): Stepwise<readonly Cluster[]> {
  const merging = new Set(merges.flatMap(({ kept, closed }) => [kept.id, closed.id]));
  const groups = new Map<string, { readonly at: Date; readonly where: string; readonly events: WaitingProposal[] }>();
  yield* mapInSteps(waiting, (event) => {
    const { municipality, municipalityCode } = event;
    const slot = event.slots.find((one) => !isLong(one));
    if (!slot || municipality === null) return;
    const key = `${municipalityCode} ${localDay(slot.start, region.timeZone)}`;
    const group = groups.get(key) ?? { at: slot.start, where: municipality, events: [] };
    // Each is compared with the first alone: with all of them the work would grow with the square of their number.
    const [first] = group.events;
    if (!first || isSamePublic(first.audience, event.audience)) group.events.push(event);
    groups.set(key, group);
  });
  return [...groups.values()]
    .filter(({ events }) => isOfSeveral(events))
    .map((group) => ({ ...group, isFree: isOfSeveral(group.events.filter(({ id }) => !merging.has(id))) }))
    .toSorted((a, b) => b.events.length - a.events.length || a.at.getTime() - b.at.getTime())
    .slice(0, CLUSTERS);
}

function isOfSeveral(events: readonly WaitingProposal[]): boolean {
  return new Set(events.map(({ organisation }) => organisation.id)).size > 1;
}

/** The outcome of accepting several proposals at once. */
export interface AcceptedProposals {
  readonly accepted: readonly Event[];
  /** Proposals that somebody else has decided meanwhile. */
  readonly left: readonly Event[];
  /** The way their organisations are told. */
  readonly leaves: Departure;
}
