import { fold } from '../names/fold.ts';
import { findMoment } from './find-moment.ts';
import type { MomentContext } from './moment.ts';
import { readMoment } from './read-moment.ts';
import { tokens } from './tokens.ts';

/** Words that lead to a date and belong to it. */
const LEADING = /(?:^|\s)(?:du|de|le|les|ce|au|à|from|on|the|this)$/iu;
/** Matches a sign that stands between a date and other words. */
const BETWEEN = /^[\s,;:–—-]$/u;

interface DateBeside {
  readonly date: string;
  /** The other words; '' where there are none. */
  readonly rest: string;
}

/**
 * Splits a text into the date that it begins or ends with and its other words. A date needs figures and a month, since a
 * title may well begin with "Dimanche" or "Demain"; at the end it needs its hour too, since "Bal du 14 juillet" is a
 * title. Null where that isn't plain.
 */
export function dateBeside(text: string, given: Omit<MomentContext, 'allowPast'>): DateBeside | null {
  const context = { ...given, allowPast: true };
  const found = findMoment(text, context);
  if (!found || !isWhole(found.text, context)) return null;
  const before = text.slice(0, found.start).trimEnd();
  const leading = LEADING.exec(before)?.[0] ?? '';
  const start = before.length - leading.length;
  const date = text.slice(start, found.end).trim();
  const [ahead, behind] = [before.slice(0, start), text.slice(found.end)].map(withoutSigns);
  if (!ahead) return { date, rest: behind ?? '' };
  return !behind && readMoment(found.text, context).ok ? { date, rest: ahead } : null;
}

function withoutSigns(words: string): string {
  const isSign = (at: number) => BETWEEN.test(words.charAt(at));
  let [from, to] = [0, words.length];
  while (from < to && isSign(from)) from += 1;
  while (to > from && isSign(to - 1)) to -= 1;
  return words.slice(from, to);
}

function isWhole(date: string, context: MomentContext): boolean {
  const kinds = tokens(fold(date), context).map(({ kind }) => kind);
  if (!/\d/.test(date)) return false;
  const isOne = (kind: string, index: number) => {
    if (kind === 'date') return true;
    // Only the English write "March 14": "Marche 14" is no date.
    const day = context.locale === 'en' ? [kinds[index - 1], kinds[index + 1]] : [kinds[index - 1]];
    return kind === 'month' && day.includes('number');
  };
  return kinds.some(isOne);
}
