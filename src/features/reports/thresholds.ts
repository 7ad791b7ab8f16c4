/** Facts are told from so many answers on: of fewer, a total is one organisation's answer, or nearly. */
export const FACTS_FROM = 3;

/** Opinions are told from so many answers on. */
export const OPINIONS_FROM = 5;

/** A share of fewer answers, and a group of fewer events, says more about one organisation than about all. */
export const SOUND_BASE = 5;

/**
 * Whether what counts `now` answers may take the place of what counted `before`: who subtracts one from the other learns of
 * as many answers as are ever told of, or of none.
 */
export function movedEnough(before: number, now: number, threshold: number): boolean {
  return Math.abs(now - before) >= threshold;
}
