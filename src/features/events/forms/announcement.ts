import type { Context } from '../../../access/operation/context.ts';
import type { RawValues } from '../../../chat/form.ts';
import { findMoment, findPlace } from '../../../reading/index.ts';
import type { Edition } from '../../editions/edition.ts';
import { MAX_TITLE } from '../fields/list.ts';
import { editionSpan } from '../slots.ts';

/** A line that only greets: "Bonjour à toutes et tous,". */
const GREETING = /^(?:bonjour|bonsoir|salut|coucou|hello|hi|chère?s|dear)(?![\p{L}])[^.!?:]{0,60}[,.!]?$/iu;
/** The words that may stand between a title and the date that follows it: "Portes ouvertes, le samedi 14". */
const BEFORE_DATE = ['le', 'ce', 'du', 'les', 'on', 'this', 'the'];
const TRAILING = /(?<![\s.,;:–—-])[\s.,;:–—-]+$/u;
/** The most lines that are read. */
const MOST_LINES = 60;

/**
 * Reads what a message tells of an event that it announces: its title, the date and the place, each as it is written
 * there. What it doesn't tell stays empty.
 */
export function readAnnouncedEvent(
  { region, now, t }: Pick<Context, 'now' | 't'> & { readonly region: Pick<Context['region'], 'departments'> },
  said: string,
  edition: Pick<Edition, 'startsOn' | 'endsOn'>,
): RawValues {
  const lines = said
    .split('\n')
    .map(withoutMarkup)
    .filter((line) => line !== '' && !GREETING.test(line))
    .slice(0, MOST_LINES);
  const context = { now, timeZone: t.timeZone, locale: t.locale, within: editionSpan(edition, t.timeZone) };
  const moments = lines.map((line) => findMoment(line, context));
  const when = moments.find((one) => one !== null)?.text ?? null;
  const withoutDates = lines.map((line, index) => {
    const moment = moments[index];
    return moment ? `${line.slice(0, moment.start)},${line.slice(moment.end)}`.trim() : line;
  });
  const place = findPlace(withoutDates, region.departments);
  const title = titleIn(lines[0] ?? '', moments[0]?.start ?? null);
  return {
    ...(title === null ? {} : { title }),
    ...(when === null ? {} : { when }),
    ...(place === null ? {} : { place }),
  };
}

/** Matches the signs that make a line a heading, a quotation or an item of a list. */
const BEFORE_LINE = /^\s*(?:(?:#{1,6}|>{1,3}|[*-])\s+|>(?=\S))+/u;
/** Matches the signs around words that are set in bold or the like. */
const AROUND_WORDS = /(?<![\p{L}\p{N}])[*_~`]+(?=\S)|(?<=\S)[*_~`]+(?![\p{L}\p{N}])/gu;

/** Returns a line without its markup: what stands within a word, or between two, is the word's own. */
function withoutMarkup(line: string): string {
  return line.replace(BEFORE_LINE, '').replace(AROUND_WORDS, '').replace(/\s+/gu, ' ').trim();
}

/** Returns the words before the date in the first line; without a date its first sentence. Null where that is too long. */
function titleIn(line: string, date: number | null): string | null {
  const told = date === null ? (/^.*?[.!?](?=\s|$)/u.exec(line)?.[0] ?? line) : line.slice(0, date);
  const words = told.replace(TRAILING, '').split(' ');
  const title = (BEFORE_DATE.includes((words.at(-1) ?? '').toLowerCase()) ? words.slice(0, -1) : words)
    .join(' ')
    .replace(TRAILING, '');
  return title === '' || title.length > MAX_TITLE ? null : title;
}
