import { localDay } from '../../../dates/index.ts';
import { fold, readMoment, readUrl } from '../../../reading/index.ts';

import type { AnswerValue } from './answers.ts';
import { addMediaItem } from './coverage.ts';
import type { Medium } from './options.ts';
import { type ReadingContext, type ReplyReading, read, refused } from './reading.ts';

const WORDS: readonly (readonly [Medium, RegExp])[] = [
  ['press', /\b(presse|journal|quotidien|hebdo|hebdomadaire|magazine|press|newspaper|daily|weekly)\b/],
  ['radio', /\bradio\b/],
  ['tv', /\b(tv|tele|television|jt)\b/],
  ['web', /\b(web|internet|en ligne|online|blog|site)\b/],
];

/**
 * One media item typed on a line, its pieces between commas and in any order but the outlet first:
 * "Le Quotidien régional, presse, 12 novembre 2008, www.exemple.fr/article". Date and link may be missing.
 */
export function readCoverage(soFar: AnswerValue | null, typed: string, context: ReadingContext): ReplyReading {
  const pieces = typed
    .split(/[,;\n]/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  const [outlet, ...rest] = pieces;
  if (outlet === undefined) return refused('unreadableOutlet');
  let link: string | null = null;
  let publishedOn: string | null = null;
  let medium: Medium | null = null;
  for (const piece of rest) {
    const url = readUrl(piece);
    if (url.ok) link = url.url;
    else {
      publishedOn ??= readPublicationDay(piece, context);
      medium ??= readMedium(piece);
    }
  }
  // "France 3 (TV)" names its medium by itself.
  medium ??= readMedium(outlet);
  if (medium === null) return refused('unreadableMedium');
  const former = soFar?.kind === 'coverage' ? soFar : null;
  return read(addMediaItem(former, { outlet, medium, publishedOn, link }));
}

function readMedium(piece: string): Medium | null {
  const text = fold(piece);
  return WORDS.find(([, words]) => words.test(text))?.[0] ?? null;
}

/** Without a year it is the nearest: an article is declared soon after it came out. */
export function readPublicationDay(piece: string, { now, timeZone, locale }: ReadingContext): string | null {
  const moment = readMoment(piece, { now, timeZone, locale, timeRequired: false, allowPast: true });
  const start = moment.ok ? moment.slots[0]?.start : undefined;
  return start === undefined ? null : localDay(start, timeZone);
}
