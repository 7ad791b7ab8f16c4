import { type Acting, actsForOwn, type Deed, type Deeds, type JournalVerb } from '../../access/journal/entry.ts';
import type { Event } from './event.ts';
import { hostOfSide, type Merge, type MergeAnswer, type MergeSide, mergeSides } from './merge.ts';

/** Returns what the journal says of an event, and of the organisation that leads it. */
export function eventDeed(verb: JournalVerb, { id, title, organisation }: Event): Deed {
  return { verb, object: { kind: 'event', id, name: title }, organisation };
}

/** Returns the same where the event is another organisation's; null for whoever deals with their own. */
export function deedForOthers(scope: Acting, verb: JournalVerb, event: Event): Deed | null {
  return actsForOwn(scope, event.organisation) ? null : eventDeed(verb, event);
}

/** Returns what it says of two proposals that are to be one event, of each of them. */
export function mergeDeeds(verb: JournalVerb, merge: Merge): readonly Deed[] {
  return mergeSides.map((side) => eventDeed(verb, merge[side]));
}

const VERBS = {
  agreed: 'events.journal.mergeAgreed',
  undone: 'events.journal.mergeUndone',
  declined: 'events.journal.mergeDeclined',
  withdrawn: 'events.journal.mergeWithdrawn',
} as const;

/**
 * Returns what it says of an answer for one side, or of a merge that is taken back. Once two proposals are one event, that
 * concerns both, whoever agreed last.
 */
export function answerDeeds(scope: Acting, answer: MergeAnswer, side: MergeSide | null): Deeds {
  if (answer.outcome === 'changed' || answer.outcome === 'late' || answer.outcome === 'over') return null;
  const { merge, outcome } = answer;
  if (outcome === 'merged') return mergeDeeds('events.journal.merged', merge);
  const asked = side ?? merge.asker;
  if (asked === null) return mergeDeeds(VERBS[outcome], merge);
  return actsForOwn(scope, hostOfSide(merge, asked)) ? null : eventDeed(VERBS[outcome], merge[asked]);
}
