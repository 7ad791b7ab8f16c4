export { formatQuantity } from './format-quantity.ts';
export {
  MAX_QUANTITY,
  type Precision,
  type QuantityProblem,
  readQuantity,
} from './read-quantity.ts';
export { readUrl } from './read-url.ts';
