export type Precision = 'exact' | 'estimated' | 'at_least';
export type QuantityProblem = 'empty' | 'unreadable' | 'negative' | 'decimal' | 'tooBig' | 'atMost';
export type QuantityReading =
  | { readonly ok: true; readonly value: number; readonly precision: Precision }
  | { readonly ok: false; readonly problem: QuantityProblem };
/** Stub. */
export function readQuantity(
  _text: string,
  _locale: 'fr' | 'en' = 'fr',
  _options: { max?: number } = {},
): QuantityReading {
  return { ok: false, problem: 'unreadable' };
}
