import type { QuantityRange } from '../../quantities/index.ts';

export type Precision = 'exact' | 'estimated' | 'at_least' | 'unknown' | 'not_applicable';

/** A number and how precisely it is known. There is no number when it is `unknown` or `not_applicable`. */
export interface Measure {
  readonly value: number | null;
  readonly precision: Precision;
}

/** A number from an answer. What isn't known, or doesn't apply, has none. */
export interface Quantity {
  readonly value: number;
  readonly precision: 'exact' | 'estimated' | 'at_least';
  /** Both ends when a range was answered; `value` is its middle. */
  readonly range?: QuantityRange;
}

export const UNKNOWN: Measure = { value: null, precision: 'unknown' };
export const NOT_APPLICABLE: Measure = { value: null, precision: 'not_applicable' };

/** The parts of a sum. */
export interface SumParts {
  /** The number of values that were added up. */
  readonly told: number;
  /** The number of estimates among them. A range whose lower end was added isn't one. */
  readonly estimated: number;
}

/** A sum, with its parts. */
export interface Sum extends Measure {
  readonly parts: SumParts;
}

/**
 * Adds up answers. When one is missing or is itself a lower bound, the sum is a lower bound, to which a range adds
 * its lower end. Otherwise an estimate makes the sum an estimate, to which a range adds its middle. Without any
 * number the sum is unknown, never zero.
 */
export function sumOf(quantities: readonly (Quantity | null)[]): Sum {
  const told = quantities.filter((quantity) => quantity !== null);
  if (told.length === 0) return { ...UNKNOWN, parts: { told: 0, estimated: 0 } };
  const bound = told.length < quantities.length || told.some(({ precision }) => precision === 'at_least');
  const estimates = told.filter(({ precision, range }) => precision === 'estimated' && !(bound && range));
  const value = told.reduce((sum, { value, range }) => sum + (bound && range ? range.from : value), 0);
  const parts = { told: told.length, estimated: estimates.length };
  if (bound) return { value, precision: 'at_least', parts };
  return { value, precision: estimates.length > 0 ? 'estimated' : 'exact', parts };
}

/**
 * Returns how sure the change from one measure to the next is; null where none follows. What was a lower bound may have been any number
 * above it. What is one now may be any number above it too: it tells of a rise alone, and only beside an exact number.
 */
export function precisionOfChange(
  change: number,
  now: Precision,
  before: Precision,
): 'exact' | 'estimated' | 'at_least' | null {
  if (before === 'at_least') return null;
  if (now === 'at_least') return before === 'exact' && change > 0 ? 'at_least' : null;
  return now === 'exact' && before === 'exact' ? 'exact' : 'estimated';
}

export function exactMeasure(value: number): Measure {
  return { value, precision: 'exact' };
}
