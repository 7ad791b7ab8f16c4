export { formatQuantity } from './format-quantity.ts';
export {
  MAX_QUANTITY,
  type Precision,
  readQuantity,
} from './read-quantity.ts';
export { readUrl } from './read-url.ts';
