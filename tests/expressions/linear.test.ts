import { check } from 'recheck';
import { describe, expect, it } from 'vitest';
import { type Expression, expressionsIn, mayRepeat } from './expressions.ts';

/** By what it does and not by how long it takes: its limits are steps, so that a busy machine judges as an idle one. */
const BY_STEPS = { timeout: null, attackTimeout: null, incubationTimeout: null, seedingTimeout: null } as const;
/** The limit is only for a judge that has stopped: all together takes some tens of seconds. */
const STOPPED = 1_800_000;

async function verdict({ source, flags }: Expression): Promise<string> {
  const judged = await check(source, flags, BY_STEPS);
  return judged.status === 'unknown' ? judged.status : `${judged.status}: ${judged.complexity.summary}`;
}

const ours = await expressionsIn('src', 'commands');
const repeating = new Map(ours.filter(mayRepeat).map((one) => [`/${one.source}/${one.flags}`, one]));

describe('a text that an expression takes for ever to read', () => {
  it('every expression of ours is seen, those that are put together too', () => {
    const literal = ours.filter(({ path }) => path === 'src/features/regions/rules.ts').length;
    const built = ours.filter(({ path }) => path === 'src/reading/quantities/quantity-words.ts').length;
    expect(literal).toBeGreaterThan(5);
    expect(built).toBeGreaterThan(8);
    expect(repeating.size).toBeGreaterThan(150);
  });

  it.each([
    [
      'the codes after the name of a region',
      String.raw`^(.*?\p{L}.*?)[\s,;:(–-]+((?:(?:et\s+)?(?:\d{1,3}|2[ab])\b[\s,;+&)]*)+)$`,
      'iu',
    ],
    ['the signs around a word', String.raw`^\W+|\W+$`, 'g'],
    ['the signs around a number', String.raw`^[«"'(\s]+|[»"')\s!]+$`, 'g'],
    ['what repeats in what repeats', '^(a+)+$', ''],
  ])('%s: it would be noticed', { timeout: STOPPED }, async (_, source, flags) => {
    expect(await verdict({ path: '', source, flags })).toMatch(/^vulnerable/);
  });

  it('there is none: each takes time in proportion to the text', { timeout: STOPPED }, async () => {
    const slow: string[] = [];
    for (const [shown, expression] of repeating) {
      const judged = await verdict(expression);
      if (!judged.startsWith('safe')) slow.push(`${expression.path}: ${shown}: ${judged}`);
    }
    expect(slow).toEqual([]);
  });
});
