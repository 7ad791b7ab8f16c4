export { formatQuantity } from './format-quantity.ts';
export {
  MAX_QUANTITY,
  type Precision,
  type QuantityProblem,
  type QuantityReading,
  readQuantity,
} from './read-quantity.ts';
export { readUrl, type UrlReading } from './read-url.ts';
