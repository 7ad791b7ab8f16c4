/**
 * The least number of answers from which facts are told: a total of fewer is one organisation's answer, or nearly.
 */
export const FACTS_FROM = 3;

/** The least number of answers from which opinions are told. */
export const OPINIONS_FROM = 5;

/** A share of fewer answers, or a group of fewer events, says more about one organisation than about all. */
export const SOUND_BASE = 5;

/**
 * Returns whether a count of `now` answers may replace a count of `before`: subtracting one from the other must
 * reveal as many answers as are ever told, or none.
 */
export function isDisclosableChange(before: number, now: number, threshold: number): boolean {
  return Math.abs(now - before) >= threshold;
}
