import { stringify } from 'csv-stringify/sync';
import type { Locale } from '../texts/index.ts';
import { sanitisedLine } from './plain.ts';

export type Cell = string | number | null;

/**
 * Writes lines as a French spreadsheet opens them: UTF-8 with a byte order mark, semicolons, decimal commas in French.
 * Numbers stay numbers. Text that a spreadsheet would run as a formula gets a leading apostrophe.
 */
export function csvText(lines: readonly (readonly Cell[])[], locale: Locale): string {
  const cells = lines.map((line) => line.map((cell) => written(cell, locale)));
  return stringify(cells, { delimiter: ';', bom: true, record_delimiter: 'windows' });
}

/** Spreadsheets run what begins with these signs, also after spaces and in their full-width forms. */
const FORMULA = /^[\s'"]*[=+\-@＝＋－＠]/;

function written(value: Cell, locale: Locale): string {
  if (value === null) return '';
  if (typeof value === 'number') return locale === 'fr' ? String(value).replace('.', ',') : String(value);
  const text = sanitisedLine(value);
  return FORMULA.test(text) ? `'${text}` : text;
}
