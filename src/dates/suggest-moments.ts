import type { MomentContext } from './slot.ts';

/** One line of an autocompletion. */
export interface MomentSuggestion {
  /** Written in full in the person's language, at most 100 characters. */
  readonly label: string;
  /** ISO local, at most 100 characters; readMoment reads it back to the same slots. */
  readonly value: string;
}

/** Stub until the grammar lands. */
export function suggestMoments(_typed: string, _context: MomentContext, _limit = 10): MomentSuggestion[] {
  return [];
}
