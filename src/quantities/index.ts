export { formatQuantity, formatRange } from './format-quantity.ts';
export type { Precision, QuantityRange } from './quantity.ts';
