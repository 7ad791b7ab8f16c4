export { formatQuantity, formatRange } from './format-quantity.ts';
export {
  MAX_QUANTITY,
  type Precision,
  type QuantityProblem,
  type QuantityRange,
  readQuantity,
} from './read-quantity.ts';
export { readUrl } from './read-url.ts';
