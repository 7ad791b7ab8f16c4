import type { Quantity } from './facts.ts';
import type { Measure } from './figures.ts';

export const UNKNOWN: Measure = { value: null, precision: 'unknown' };
export const NOT_APPLICABLE: Measure = { value: null, precision: 'not_applicable' };

/**
 * Adds up what was told. A part that is missing or only a lower bound makes the sum a lower bound; an estimated part
 * makes it an estimate. Nothing told is unknown, never zero.
 */
export function addUp(parts: readonly (Quantity | null)[]): Measure {
  const told = parts.filter((part) => part !== null);
  if (told.length === 0) return UNKNOWN;
  const value = told.reduce((sum, part) => sum + part.value, 0);
  if (told.length < parts.length || told.some(({ precision }) => precision === 'at_least')) {
    return { value, precision: 'at_least' };
  }
  return { value, precision: told.some(({ precision }) => precision === 'estimated') ? 'estimated' : 'exact' };
}

export function exactly(value: number): Measure {
  return { value, precision: 'exact' };
}
