import type { QuantityRange } from '../../quantities/index.ts';

export type Precision = 'exact' | 'estimated' | 'at_least' | 'unknown' | 'not_applicable';

/** A number and how well it is known; no number when it is `unknown` or `not_applicable`. */
export interface Measure {
  readonly value: number | null;
  readonly precision: Precision;
}

/** A number that was told: what isn't known, or doesn't apply, is none. */
export interface Quantity {
  readonly value: number;
  readonly precision: 'exact' | 'estimated' | 'at_least';
  /** Both ends of what was told as a range, whose middle `value` is. */
  readonly range?: QuantityRange;
}

export const UNKNOWN: Measure = { value: null, precision: 'unknown' };
export const NOT_APPLICABLE: Measure = { value: null, precision: 'not_applicable' };

/** What a sum is made of. */
export interface SumParts {
  /** How many numbers were added up. */
  readonly told: number;
  /** How many of those are estimates: a range whose lower end was taken is none. */
  readonly estimated: number;
}

/** A sum, and what it is made of. */
export interface Sum extends Measure {
  readonly parts: SumParts;
}

/**
 * Adds up what was told. A part that is missing or only a lower bound makes the sum a lower bound, to which a range adds
 * its lower end; otherwise an estimated part makes it an estimate, to which a range adds its middle. Nothing told is
 * unknown, never zero.
 */
export function addUp(quantities: readonly (Quantity | null)[]): Sum {
  const told = quantities.filter((quantity) => quantity !== null);
  if (told.length === 0) return { ...UNKNOWN, parts: { told: 0, estimated: 0 } };
  const bound = told.length < quantities.length || told.some(({ precision }) => precision === 'at_least');
  const estimates = told.filter(({ precision, range }) => precision === 'estimated' && !(bound && range));
  const value = told.reduce((sum, { value, range }) => sum + (bound && range ? range.from : value), 0);
  const parts = { told: told.length, estimated: estimates.length };
  if (bound) return { value, precision: 'at_least', parts };
  return { value, precision: estimates.length > 0 ? 'estimated' : 'exact', parts };
}

export function exactly(value: number): Measure {
  return { value, precision: 'exact' };
}
