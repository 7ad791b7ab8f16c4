import { describe, expect, it } from 'vitest';
import { addressesIn } from '../../src/chat/address.ts';
import { legible } from '../../src/chat/legible.ts';
import { readMoment, suggestMoments } from '../../src/dates/index.ts';
import { readLinks } from '../../src/features/announcements/links.ts';
import { readNamedRegion, readTypedRegion } from '../../src/features/regions/rules.ts';
import { plain, readOption } from '../../src/features/surveys/read-option.ts';
import { findMunicipalities, readDepartments, readPlace } from '../../src/municipalities/index.ts';
import { looksLike, mixedWord, nameKey } from '../../src/names/index.ts';
import { plainText } from '../../src/platforms/discord/plain-text.ts';
import { readValues } from '../../src/platforms/slack/command-values.ts';
import { readQuantity, readUrl } from '../../src/quantities/index.ts';

const context = { now: new Date('2026-09-16T07:00:00Z'), timeZone: 'Europe/Paris', locale: 'fr' } as const;
const unknown = { user: () => null, channel: () => null, role: () => null };

/** Whatever reads what people type. */
const readers: Readonly<Record<string, (typed: string) => unknown>> = {
  'a date': (typed) => readMoment(typed, context),
  'a date that is being typed': (typed) => suggestMoments(typed, context),
  'a place': (typed) => readPlace(typed, ['02', '60', '80']),
  'a commune': (typed) => findMunicipalities(typed),
  departments: readDepartments,
  'a number': (typed) => readQuantity(typed),
  'an address': readUrl,
  'the key of a name': nameKey,
  'names that are alike': (typed) => looksLike(typed, `${typed} b`),
  'letters that look alike': mixedWord,
  'a region': readNamedRegion,
  'a region after the command': readTypedRegion,
  links: readLinks,
  'an option of the survey': (typed) => readOption(['yes', 'no', 'dontKnow', 'mail'], typed, 'fr'),
  'the words of an answer': plain,
  'the options after a command': (typed) => readValues(typed, []),
  'the mentions of a message': (typed) => plainText(typed, '1', unknown),
  'all that is typed': legible,
  'the addresses in a text': addressesIn,
};

const pieces = [
  'a',
  ' ',
  '1 ',
  'à ',
  'a a ',
  ',',
  ', a',
  '1 et ',
  '<@A|',
  '"',
  '(',
  '!',
  '60 ',
  '14 novembre ',
  'et ',
].concat(['-', '- ', ':', 'https://a.b/', '<', ' 1 1 x', 'é', '1', 'janvier', '\u0301', '1/', 'saint ']);

/** Milliseconds of the processor, which others on the machine don't lengthen; the best of three. */
function cost(read: (typed: string) => unknown, typed: string): number {
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    try {
      read(typed);
    } catch {
      // A refusal is an answer too.
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  return Math.min(...times);
}

/** So little that nothing can be said of it: the square of 40 000 would take seconds. */
const LITTLE_MS = 150;
/** Ten times would be in proportion, a hundred the square. */
const MOST = 30;
const TRIES = 4;

/**
 * How many times longer ten times the text takes. Others on the machine make it look like more and never like less, so where
 * it is too much it is looked at again, and the best counts.
 */
function growth(read: (typed: string) => unknown, text: (length: number) => string): number {
  let [long, short] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let tried = 0; tried < TRIES; tried += 1) {
    long = Math.min(long, cost(read, text(40_000)));
    if (long < LITTLE_MS) return 1;
    short = Math.min(short, cost(read, text(4_000)));
    if (long / short < MOST) break;
  }
  return long / short;
}

describe.each(Object.entries(readers))('a text of 4 000 and of 40 000 characters, read as %s', (_, read) => {
  it.each(pieces)('%j, again and again: takes no more than in proportion', (piece) => {
    const text = (length: number) => `a${piece.repeat(Math.ceil(length / piece.length)).slice(0, length)}`;
    expect(growth(read, text)).toBeLessThan(MOST);
  });
});

it('a reader that looks at each letter once more for each other letter would be noticed', { timeout: 120_000 }, () => {
  const square = (typed: string) => {
    let same = 0;
    for (let one = 0; one < typed.length; one += 1) {
      for (let other = 0; other < typed.length; other += 2) same += typed.charCodeAt(one) ^ typed.charCodeAt(other);
    }
    return same;
  };
  expect(growth(square, (length) => 'a'.repeat(length))).toBeGreaterThan(MOST);
});
