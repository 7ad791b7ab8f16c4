export type ToldPrecision = 'exact' | 'estimated' | 'at_least';

/** The lowest and the highest value of a number given as a range. */
export interface QuantityRange {
  readonly from: number;
  readonly to: number;
}
