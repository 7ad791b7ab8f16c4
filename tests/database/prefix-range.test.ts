import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { prefixRange } from '../../src/database/prefix-range.ts';
import { testDatabase } from '../support/database.ts';

const database = await testDatabase();
afterAll(() => database.close());

/** Any text that PostgreSQL takes: no NUL, no half of a character. */
const texts = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0'));

test('the range of what begins like this holds that and nothing else, compared byte by byte', async () => {
  await fc.assert(
    fc.asyncProperty(
      texts.filter((text) => text !== ''),
      texts,
      texts,
      async (prefix, rest, other) => {
        const { gte, lt } = prefixRange(prefix);
        const found = await database.prisma.$queryRaw<{ text: string; within: boolean }[]>`
        SELECT "text", "text" COLLATE "C" >= ${gte} AND "text" COLLATE "C" < ${lt} AS "within"
        FROM unnest(${[prefix, prefix + rest, other + prefix, other]}::text[]) AS "text"`;
        for (const { text, within } of found) expect([text, within]).toEqual([text, text.startsWith(prefix)]);
      },
    ),
    { numRuns: 200 },
  );
});

test.each(['meeting:1:', '\ud7ff', 'a\u{10fffe}'])('%j has an end that is a whole character', (prefix) => {
  const { lt } = prefixRange(prefix);
  // Half a character would come back as another.
  expect(Buffer.from(lt).toString()).toBe(lt);
});

test('everything begins with nothing: that is no range', () => {
  expect(() => prefixRange('')).toThrow('everything');
});
