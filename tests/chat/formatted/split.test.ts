import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../../src/chat/formatted/canonical.ts';
import type { Formatted } from '../../../src/chat/formatted/formatted.ts';
import { type Capacity, LONGEST_ENDING, splitFormatted, splitWithEnding } from '../../../src/chat/formatted/split.ts';
import { CAPACITY_ON_DISCORD } from '../../../src/platforms/discord/formatted/capacity.ts';
import { readMarkdown } from '../../../src/platforms/discord/formatted/read-markdown.ts';
import { writeMarkdown } from '../../../src/platforms/discord/formatted/write-markdown.ts';
import { CAPACITY_ON_SLACK } from '../../../src/platforms/slack/formatted/capacity.ts';
import { writeForSlack } from '../../../src/platforms/slack/formatted/write-rich-text.ts';
import { outline } from './outline.ts';
import { formattedWith, wordsOf } from './trees.ts';

const id = fc.constantFrom('1', '123456789012345678');
/** Generates several texts below each other, each several times: more than one message holds. */
const long = fc
  .array(formattedWith({ person: id, channel: id }), { minLength: 2, maxLength: 6 })
  .chain((some) => fc.integer({ min: 1, max: 12 }).map((times) => Array.from({ length: times }, () => some).flat()))
  .map((some) => canonical(some.flatMap(({ blocks }) => blocks)));

const inWords = () => 'samedi 14 novembre 2026 à 18 h 30';
/** Leaves out what lies between words, where parts are cut. */
const run = (formatted: Formatted): string => wordsOf(formatted).replace(/\s+/g, '');

/** A capacity that counts units as they are, so that one sees where a text is cut. */
const plain = (limit: number): Capacity => ({ limit, unit: () => 1, leaf: () => 0, block: () => 1 });
const parts = (typed: string, limit: number) => splitFormatted(readMarkdown(typed), plain(limit)).map(outline);

describe('a text that is too long for one message', () => {
  it.each<[name: string, typed: string, limit: number, found: readonly (readonly string[])[]]>([
    ['is cut between lines', 'une ligne\nune autre\nla fin', 20, [['une ligne', 'une autre'], ['la fin']]],
    ['after a sentence', 'Une première phrase. Une autre.', 25, [['Une première phrase.'], ['Une autre.']]],
    ['between words', 'aaaa bbbb cccc dddd', 13, [['aaaa bbbb'], ['cccc dddd']]],
    ['between characters as one sees them', '👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 20, [['👨‍👩‍👧👨‍👩‍👧'], ['👨‍👩‍👧']]],
    ['with its marks on both sides', '**aaaa bbbb cccc dddd**', 13, [['{bold|aaaa bbbb}'], ['{bold|cccc dddd}']]],
    ['a heading with what follows it', 'aaaa aaaa\n# Titre\nbbbb', 17, [['aaaa aaaa'], ['h1 Titre', 'bbbb']]],
    [
      'code after a line, and opened again',
      '```js\naaaa();\nbbbb();\ncccc();\n```',
      18,
      [['code js "aaaa();\\nbbbb();"'], ['code js "cccc();"']],
    ],
    ['behind a few words, which aren’t left alone', 'aa\nbbbb cccc d', 12, [['aa', 'bbbb'], ['cccc d']]],
    ['in a message of its own behind more', 'aaaa aaaa\nbbbb cccc dddd', 13, [['aaaa aaaa'], ['bbbb cccc'], ['dddd']]],
    ['code in a message of its own, where it fits', 'aa\n```\nbbbb(ccc);\n```', 12, [['aa'], ['code · "bbbb(ccc);"']]],
    ['an item goes on as a line', '1. aaaa bbbb\n2. cccc', 8, [['1. aaaa'], ['bbbb'], ['2. cccc']]],
  ])('%s', (_, typed, limit, found) => {
    expect(parts(typed, limit)).toEqual(found);
  });

  it('fits into Discord’s messages, without a word lost', () => {
    fc.assert(
      fc.property(long, (formatted) => {
        const found = splitFormatted(formatted, CAPACITY_ON_DISCORD);
        for (const part of found) expect(writeMarkdown(part).length).toBeLessThanOrEqual(2_000);
        expect(found.map(run).join('')).toBe(run(formatted));
        expect(splitFormatted(formatted, CAPACITY_ON_DISCORD)).toEqual(found);
      }),
      { numRuns: 150 },
    );
  });

  it('fits into Slack’s messages, without a word lost', () => {
    fc.assert(
      fc.property(long, (formatted) => {
        const found = splitFormatted(formatted, CAPACITY_ON_SLACK);
        for (const part of found) expect(writeForSlack(part, inWords).text.length).toBeLessThanOrEqual(3_900);
        expect(found.map(run).join('')).toBe(run(formatted));
      }),
      { numRuns: 150 },
    );
  });

  it.each(['a', 'ab ', '*', '<', '&', '`', '\n', '😀', 'e\u0301', '👨‍👩‍👧', '||'])(
    'of %j alone, a hundred thousand units of it',
    (sign) => {
      const typed = sign.repeat(Math.ceil(100_000 / sign.length));
      const formatted = canonical([
        {
          kind: 'item',
          quoted: true,
          indent: 0,
          number: 1,
          leaves: [{ kind: 'text', text: typed, marks: ['bold', 'spoiler'] }],
        },
        { kind: 'code', quoted: true, language: 'js', text: typed },
      ]);
      for (const part of splitFormatted(formatted, CAPACITY_ON_DISCORD)) {
        expect(writeMarkdown(part).length).toBeLessThanOrEqual(2_000);
        expect(writeMarkdown(part)).not.toMatch(
          /^[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/,
        );
      }
      for (const part of splitFormatted(formatted, CAPACITY_ON_SLACK)) {
        expect(writeForSlack(part, inWords).text.length).toBeLessThanOrEqual(3_900);
      }
    },
  );
});

describe.each([
  ['Discord', CAPACITY_ON_DISCORD],
  ['Slack', CAPACITY_ON_SLACK],
] as const)('a line at the end of a text on %s', (_, capacity) => {
  const ending = ':a_b:'.repeat(12);

  it('never becomes a message of its own, however long the text is, and moves nothing of it', () => {
    expect(ending).toHaveLength(LONGEST_ENDING);
    for (let length = 1; length <= 2 * capacity.limit + 200; length += 23) {
      const text = readMarkdown('mot '.repeat(Math.ceil(length / 4)).slice(0, length));
      const [with_, without] = [splitWithEnding(text, ending, capacity), splitWithEnding(text, null, capacity)];
      expect(with_).toHaveLength(without.length);
      expect(with_.slice(0, -1)).toEqual(without.slice(0, -1));
      expect(wordsOf(with_.at(-1) ?? { blocks: [] })).toContain(':a_b:');
      // It fits as it stands: split anew, it would stay one.
      for (const part of with_) expect(splitFormatted(part, capacity)).toHaveLength(1);
    }
  });
});
