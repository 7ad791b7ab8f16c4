import { type Measure, NOT_APPLICABLE, type Precision, type Quantity, UNKNOWN } from '../../figures/measures.ts';

/** A measure as a region tells it. */
export interface ToldMeasure extends Measure {
  /** Both ends where it tells a range; `value` is its middle. */
  readonly range?: NonNullable<Quantity['range']>;
}

/** A sum of measures, and of how many. */
export interface Combined extends Measure {
  readonly known: number;
}

/**
 * Adds up what several tell. A part that nobody knows, and a part that is a lower bound, make the sum a lower bound; otherwise
 * an estimate makes it an estimate. To a lower bound a range adds its lower end. What doesn't apply adds nothing and takes nothing away; where it applies to nobody, the sum
 * doesn't either.
 * @param unknown how many more there are of whom nothing is known.
 * @param isBound whether something else makes the sum a lower bound.
 */
export function addUp(measures: readonly ToldMeasure[], unknown = 0, isBound = false): Combined {
  const told = measures.filter(({ value }) => value !== null);
  const silent = measures.filter(({ precision }) => precision === 'unknown').length + unknown;
  if (told.length === 0) {
    const none = silent === 0 && measures.length > 0 ? NOT_APPLICABLE : UNKNOWN;
    return { ...none, known: 0 };
  }
  const precisions = told.map(({ precision }) => precision);
  const sum = (numbers: readonly (number | null)[]) =>
    rounded(numbers.reduce<number>((all, one) => all + (one ?? 0), 0));
  if (weakest(precisions, silent > 0 || isBound) === 'at_least') {
    const lower = told.map(({ value, range }) => range?.from ?? value);
    return { value: sum(lower), precision: 'at_least', known: told.length };
  }
  return { value: sum(told.map(({ value }) => value)), precision: weakest(precisions), known: told.length };
}

/** Returns both ends of a sum of which a part is a range; undefined where none is. */
export function rangeOf(measures: readonly ToldMeasure[]): ToldMeasure['range'] {
  if (!measures.some(({ range }) => range)) return undefined;
  const end = (which: 'from' | 'to') =>
    rounded(measures.reduce((all, { value, range }) => all + (range?.[which] ?? value ?? 0), 0));
  return { from: end('from'), to: end('to') };
}

/** Returns how sure a sum of these is. */
export function weakest(precisions: readonly Precision[], bound = false): 'exact' | 'estimated' | 'at_least' {
  if (bound || precisions.includes('at_least')) return 'at_least';
  return precisions.includes('estimated') ? 'estimated' : 'exact';
}

/** Euros are added in cents, since in floating point 0.1 + 0.2 isn't 0.3. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
