import type { Actor } from '../../access/actor/actor.ts';
import { versionOf } from '../../access/operation/version.ts';
import type { Event, Host } from './event.ts';
import { isPossible, proposalVersion } from './rules.ts';

/** A side of a merge: of two proposals that become one event, one stays and the other is closed. */
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
  /** The name of whoever proposed it: a person of one of the organisations, or the chamber. */
  readonly by: string;
  /** The name of whoever declined it; the chamber where nobody did, or nobody knows who. */
  readonly ender: string;
}

/** A merge, and what somebody may do with it. */
export interface SeenMerge {
  readonly facts: MergeFacts;
  /** The side that they answer for, first the one that hasn't agreed; null when neither organisation is theirs. */
  readonly side: MergeSide | null;
  readonly mayWithdraw: boolean;
}

/** The outcome of an answer to a merge that is as it was shown. */
export type SettledMerge =
  | { readonly merge: Merge; readonly outcome: 'merged' | 'agreed' | 'undone' | 'declined' | 'withdrawn' | 'over' }
  /** The two are one event already, so nothing was undone; `by` is the side that had asked or agreed before. */
  | { readonly merge: Merge; readonly outcome: 'late'; readonly by: MergeSide | null };

/** The outcome of an answer. 'changed': nothing is agreed, because an event says something else by now than was shown. */
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

/** Returns the sides whose organisations the actor belongs to, first one that hasn't agreed. */
export function sidesOf({ organisations }: Pick<Actor, 'organisations'>, merge: Merge): readonly MergeSide[] {
  return mergeSides
    .filter((side) => organisations.some(({ id }) => id === hostOfSide(merge, side).id))
    .toSorted((a, b) => Number(merge.agreed[a] !== null) - Number(merge.agreed[b] !== null));
}

/** Returns whether the actor may take a merge back: the organisation that asked may, and the coordinators. */
export function mayWithdraw(actor: Pick<Actor, 'coordinator' | 'organisations'>, merge: Merge): boolean {
  return actor.coordinator || sidesOf(actor, merge).some((side) => side === merge.asker);
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
