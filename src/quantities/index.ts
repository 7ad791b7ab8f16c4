export { formatAmount, formatQuantity, formatRange } from './format-quantity.ts';
export type { QuantityRange, ToldPrecision } from './quantity.ts';
