/** The columns of bilan.csv, in order. */
export const COLUMNS = [
  'section',
  'id',
  'label',
  'value',
  'of',
  'answered',
  'asked',
  'precision',
  'told',
  'estimated',
  'unit',
  'source',
  'previous',
  'previousPrecision',
  'change',
] as const;

/** A line of bilan.csv; a column that it leaves out stays empty. */
export type CsvRow = { readonly [C in (typeof COLUMNS)[number]]?: string | number | null };
