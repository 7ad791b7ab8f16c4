import { versionOf } from '../../access/operation/version.ts';
import type { Event, Host } from './event.ts';
import { isPossible, proposalVersion } from './rules.ts';

/** Of two proposals that are to become one event, the one that stays and the one that is closed. */
export type MergeSide = 'kept' | 'closed';
export const mergeSides = ['kept', 'closed'] as const;

/** A proposal to make one event of two, to which both organisations have to agree. */
export interface Merge {
  readonly id: string;
  readonly kept: Event;
  readonly closed: Event;
  /** WITHDRAWN when it was taken back, or can't be done any more. */
  readonly status: 'OPEN' | 'DONE' | 'DECLINED' | 'WITHDRAWN';
  /** The side whose organisation asked; null when the coordinators proposed it. */
  readonly asker: MergeSide | null;
  readonly proposedById: string;
  /** Ids of the people who agreed for their organisations; null where nobody has. */
  readonly agreed: Readonly<Record<MergeSide, string | null>>;
  /** Id of the person who declined it. */
  readonly endedById: string | null;
  /** Identifies what both events said when somebody agreed last, or when it was proposed. */
  readonly version: string;
}

/** A merge, and the names of the people that its card tells of. */
export interface MergeFacts {
  readonly merge: Merge;
  /** Who proposed it: a person of one of the organisations, or the chamber. */
  readonly by: string;
  /** Who declined it; the chamber where nobody did, or nobody knows who. */
  readonly ender: string;
}

/** What came of an answer to a merge that is as it was shown. */
export type SettledMerge =
  | { readonly merge: Merge; readonly outcome: 'merged' | 'agreed' | 'undone' | 'declined' | 'withdrawn' | 'over' }
  /** The two are one event already, so nothing was undone; `by` is the side that had asked or agreed before. */
  | { readonly merge: Merge; readonly outcome: 'late'; readonly by: MergeSide | null };

/** What came of an answer. 'changed': nothing is agreed, because an event says something else by now than was shown. */
export type MergeAnswer = SettledMerge | { readonly outcome: 'changed'; readonly shown: MergeFacts };

/** Returns the answer to an agreement where a merge was over before: its two events are one, or they aren't. */
export function overBefore(merge: Merge): SettledMerge {
  return { merge, outcome: merge.status === 'DONE' ? 'merged' : 'over' };
}

/** Returns the answer to whoever wants no merge, on the side `by` if it had asked or agreed, where it was over before. */
export function tooLate(merge: Merge, by: MergeSide | null): SettledMerge {
  return merge.status === 'DONE' ? { merge, outcome: 'late', by } : { merge, outcome: 'over' };
}

/** Returns the organisation that answers for a side. */
export function hostOfSide(merge: Pick<Merge, MergeSide>, side: MergeSide): Host {
  return merge[side].organisation;
}

export function otherSide(side: MergeSide): MergeSide {
  return side === 'kept' ? 'closed' : 'kept';
}

/** Identifies what two proposals say, so that nobody agrees to anything but what they were shown. */
export function mergeVersion(kept: Event, closed: Event): string {
  return versionOf([proposalVersion(kept), proposalVersion(closed)]);
}

/** Returns whether two events can become one: both wait for a decision, in one edition, of two organisations. */
export function canMerge(kept: Event, closed: Event): boolean {
  return (
    kept.id !== closed.id &&
    kept.editionId === closed.editionId &&
    kept.organisation.id !== closed.organisation.id &&
    isPossible('accept', kept.status) &&
    isPossible('accept', closed.status)
  );
}
