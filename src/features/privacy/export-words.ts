import { platformNames, traitsOf } from '../../platforms/registered.ts';
import { departmentLabel } from '../../reading/index.ts';
import { isTextKey, type TextKey } from '../../texts/index.ts';
import { besideEachOther } from '../../texts/isolate.ts';
import type { Translator } from '../../texts/translator.ts';

/** Returns the key of the text that words a code. */
type KeyOf = (code: string) => string;

const ofValue: KeyOf = (code) => `privacy.page.value.${code}`;
const ofOption: KeyOf = (code) => `surveys.options.${code}`;

/** Columns, and parts of answers, that hold codes of ours, each with the texts that word them. */
const CODES = new Map<string, KeyOf>([
  ...['answer', 'kind', 'locale', 'precision', 'purpose', 'role', 'status', 'what'].map(
    (column) => [column, ofValue] as const,
  ),
  ['question', (code) => `surveys.short.${code}`],
  ['unwanted', (code) => `people.notifications.kind.${code}`],
  ['choice', (code) => `surveys.quote.${code}`],
  ...['option', 'options', 'order', 'level', 'intended'].map((part) => [part, ofOption] as const),
  ['medium', (code) => `surveys.mediums.${code}`],
  ['topic', (code) => `reports.topic.${code}`],
]);

/** The answers that stand for "none", each with the text that words it. */
const STAND_INS = new Map<unknown, TextKey>([
  ['unknown', 'surveys.options.dontKnow'],
  ['nothing', 'surveys.buttons.nothing'],
  ['skipped', 'surveys.answer.skipped'],
]);

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
/** Keys that tell where something comes from or leads to, or how it is built, which nobody reads. */
const NOT_READ = new Set(['kind', 'action', 'platform', 'style', 'type', 'key', 'id', 'question', 'done']);

/** The column that holds a message of the bot. */
const MESSAGE = 'body';

/** Returns the content of a column, or a part of it, as people write it; '' where it says nothing to them. */
export function worded(t: Translator, column: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  // In a message, it tells how something is shown.
  if (typeof value === 'boolean' && column === MESSAGE) return '';
  if (typeof value === 'boolean') return t.text('privacy.page.boolean', { value: String(value) });
  if (typeof value === 'number' && column === 'size') return t.size(value);
  if (typeof value === 'number') return column === 'year' ? String(value) : t.number(value);
  if (Array.isArray(value)) {
    const said = value.map((one) => worded(t, column, one)).filter((one) => one !== '');
    return column === MESSAGE ? besideEachOther(said) : t.list(said);
  }
  if (typeof value === 'object') return objectWorded(t, column, value as Readonly<Record<string, unknown>>);
  return codeWorded(t, column, String(value));
}

function objectWorded(t: Translator, column: string, value: Readonly<Record<string, unknown>>): string {
  if (column === 'levels') {
    const judged = Object.entries(value).map(([statement, level]) => {
      const key = `surveys.statements.${statement}`;
      const name = isTextKey(key) ? t.text(key) : statement;
      return t.text('privacy.page.row', { name, value: worded(t, 'level', level) });
    });
    return judged.join(' · ');
  }
  const standIn = column === 'value' ? STAND_INS.get(value.kind) : undefined;
  if (standIn !== undefined) return t.text(standIn);
  const parts = Object.entries(value).filter(([key]) => !NOT_READ.has(key));
  return parts
    .map(([key, one]) => worded(t, column === MESSAGE ? MESSAGE : key, one))
    .filter((one) => one !== '')
    .join(' · ');
}

function codeWorded(t: Translator, column: string, text: string): string {
  if (ID.test(text)) return '';
  // A choice of a form is stored as text.
  if (text === 'true' || text === 'false') return t.text('privacy.page.boolean', { value: text });
  if (MOMENT.test(text)) return t.moment(new Date(text));
  if (DAY.test(text)) return t.day(text);
  if (column === 'platform' && platformNames().includes(text)) return traitsOf(text).title;
  if (column === 'department') return departmentLabel(text);
  const keyOf = CODES.get(column);
  const found = keyOf && [text, text.toUpperCase()].map(keyOf).find(isTextKey);
  // People's own words are shown as they wrote them.
  return found === undefined ? text : t.text(found);
}
