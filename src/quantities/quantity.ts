export type ToldPrecision = 'exact' | 'estimated' | 'at_least';

/** Both ends of what was said to lie between them. */
export interface QuantityRange {
  readonly from: number;
  readonly to: number;
}
