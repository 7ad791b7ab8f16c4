import { stringify } from 'csv-stringify/sync';
import { atOnce, type Stepwise } from '../concurrency/turns.ts';
import type { Locale } from '../texts/index.ts';
import { sanitisedLine } from './plain.ts';

export type Cell = string | number | null;

/**
 * Writes lines as a French spreadsheet opens them: UTF-8 with a byte order mark, semicolons, decimal commas in French.
 * Numbers stay numbers. Text that a spreadsheet would run as a formula gets a leading apostrophe.
 */
export function csvText(lines: readonly (readonly Cell[])[], locale: Locale): string {
  return atOnce(csvInSteps(lines, locale));
}

/** The number of lines in one step. */
const IN_STEP = 50;

export function* csvInSteps(lines: readonly (readonly Cell[])[], locale: Locale): Stepwise<string> {
  const parts: string[] = [];
  for (let from = 0; from === 0 || from < lines.length; from += IN_STEP) {
    const cells = lines.slice(from, from + IN_STEP).map((line) => line.map((cell) => written(cell, locale)));
    parts.push(stringify(cells, { delimiter: ';', bom: from === 0, record_delimiter: 'windows' }));
    yield;
  }
  return parts.join('');
}

/** Spreadsheets run what begins with these signs, also after spaces and in their full-width forms. */
const FORMULA = /^[\s'"]*[=+\-@＝＋－＠]/;

function written(value: Cell, locale: Locale): string {
  if (value === null) return '';
  if (typeof value === 'number') return locale === 'fr' ? String(value).replace('.', ',') : String(value);
  const text = sanitisedLine(value);
  return FORMULA.test(text) ? `'${text}` : text;
}
