import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exceptions, type Reader, readers } from './readers.ts';
import { readersInCode } from './readers-in-code.ts';

const pieces = ['a', ' ', '1 ', 'à ', 'a a ', ',', ', a', '1 et ', '<@A|', '"', '(', '!', '60 ', '14 novembre ', 'et ']
  .concat(['-', '- ', ':', 'https://a.b/', '<', ' 1 1 x', 'é', '1', 'janvier', '\u0301', '1/', 'saint '])
  .concat([
    ' personnes',
    ' environ',
    'environ ',
    '+',
    '> ',
    '>',
    '\n',
    '. ',
    ' à a',
    ', Amiens',
    ' cedex',
    'nom:',
    'nom:"a" ',
  ])
  .concat([
    '«',
    '<!a|',
    '<#C1|a>',
    '&lt;',
    '*',
    '_',
    '`',
    '[a](',
    '|',
    '😀',
    'І',
    '\u200b',
    'tous ',
    '2026-11-14 ',
    '14h ',
  ]);

/** Returns milliseconds of processor time, which other work on the machine lengthens less than those of the clock. */
async function cost(read: Reader, typed: string): Promise<number> {
  const before = process.cpuUsage();
  try {
    await read(typed);
  } catch {
    // A refusal is an answer too.
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Milliseconds that are too few to judge by: the square of 40 000 would take seconds. */
const LITTLE_MS = 150;
/** The most times longer ten times the text may take: ten would be in proportion, a hundred the square. */
const MOST = 30;
const TRIES = 6;
/** The most times one is tried that has to look slow: to be disturbed doesn't make it look quicker. */
const TRIES_OF_SLOW = 2;

/**
 * Returns how many times longer ten times the text takes. Other work on the machine makes it look longer and never
 * shorter, so a result that is too high is measured again, and the best counts.
 */
async function growth(read: Reader, text: (length: number) => string, tries = TRIES): Promise<number> {
  let [long, short] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let tried = 0; tried < tries; tried += 1) {
    long = Math.min(long, await cost(read, text(40_000)));
    if (long < LITTLE_MS) return 1;
    // A short one that was disturbed would hide what grows: of several the best counts.
    for (let again = 0; again < 3; again += 1) short = Math.min(short, await cost(read, text(4_000)));
    if (long / short < MOST) break;
  }
  return long / short;
}

type Text = (length: number) => string;

const repeated =
  (piece: string): Text =>
  (length) =>
    `a${piece.repeat(Math.ceil(length / piece.length)).slice(0, length)}`;

/** Generates two pieces in turn, each once or a few times. */
const inTurn = fc
  .record({ one: fc.constantFrom(...pieces), other: fc.constantFrom(...pieces), times: fc.integer({ min: 1, max: 3 }) })
  .map(({ one, other, times }) => `${one.repeat(times)}${other}`);

/**
 * Generates pieces, and words that come only once, in no order, to the end of the text: the longer one begins with the
 * shorter one.
 */
const mixed = fc.integer().map((seed) => {
  const next = randomFrom(seed);
  const words: string[] = [];
  for (let length = 0; length < 40_000; length += words.at(-1)?.length ?? 0) {
    words.push(next(6) === 0 ? `${next(36 ** 5).toString(36)} ` : (pieces[next(pieces.length)] ?? ''));
  }
  const whole = words.join('');
  return { seed, text: (length: number) => whole.slice(0, length) };
});

/** Returns whole numbers below a bound, the same again for the same seed (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixing = Math.imul(state ^ (state >>> 15), 1 | state);
    mixing = (mixing + Math.imul(mixing ^ (mixing >>> 7), 61 | mixing)) ^ mixing;
    return ((mixing ^ (mixing >>> 14)) >>> 0) % below;
  };
}

/**
 * The number of texts of each sort that are tried on each reader: more for a long search, with another
 * `PROPERTY_SEED`.
 */
const RUNS = Number(process.env.TEXT_RUNS ?? 6);
const seed = Number(process.env.PROPERTY_SEED ?? 2008);

describe('a text of 4 000 and of 40 000 characters', () => {
  it.each([...readers])(
    '%s: takes no more than in proportion, whatever is typed again and again',
    {
      timeout: 300_000,
    },
    async (_, read) => {
      const slow: string[] = [];
      for (const piece of pieces) if ((await growth(read, repeated(piece))) >= MOST) slow.push(piece);
      expect(slow).toEqual([]);
    },
  );

  it.each([...readers].map(([name, read], index) => [name, read, seed + index] as const))(
    '%s: nor of two pieces in turn, nor of a mixture',
    { timeout: 300_000 },
    async (_, read, ownSeed) => {
      const slow: string[] = [];
      for (const piece of fc.sample(inTurn, { numRuns: RUNS, seed: ownSeed })) {
        if ((await growth(read, repeated(piece))) >= MOST) slow.push(`in turn: ${piece}`);
      }
      for (const one of fc.sample(mixed, { numRuns: RUNS, seed: ownSeed })) {
        if ((await growth(read, one.text)) >= MOST) slow.push(`mixture of seed ${one.seed}`);
      }
      expect(slow).toEqual([]);
    },
  );

  it('no reader is forgotten: each in the code is read by here, or there is a reason why not', () => {
    const tried = new Set([...readers.keys()].map((name) => name.replace(/:.*/, '')));
    const excepted = [...exceptions.values()].flat();
    const inCode = readersInCode();
    expect(inCode.filter((name) => !tried.has(name) && !excepted.includes(name))).toEqual([]);
    expect(excepted.filter((name) => !inCode.includes(name) || tried.has(name))).toEqual([]);
  });
});

it('a reader that looks at each letter once more for each other letter would be noticed', {
  timeout: 120_000,
}, async () => {
  const square = (typed: string) => {
    let same = 0;
    for (let one = 0; one < typed.length; one += 1) {
      for (let other = 0; other < typed.length; other += 8) same += typed.charCodeAt(one) ^ typed.charCodeAt(other);
    }
    return same;
  };
  expect(await growth(square, (length) => 'a'.repeat(length), TRIES_OF_SLOW)).toBeGreaterThan(MOST);
});

it('a reader that is slow only where two pieces come in turn, or one of many words, would be noticed', {
  timeout: 120_000,
}, async () => {
  const fromEach = (typed: string) => {
    let same = 0;
    for (const { index } of typed.matchAll(/à ,/g)) {
      for (let other = 0; other < typed.length; other += 2) same += index ^ typed.charCodeAt(other);
    }
    return same;
  };
  expect(await growth(fromEach, repeated('à '))).toBeLessThan(MOST);
  expect(await growth(fromEach, repeated(','))).toBeLessThan(MOST);
  expect(await growth(fromEach, repeated('à ,'), TRIES_OF_SLOW)).toBeGreaterThan(MOST);
  const eachOnce = (typed: string) => {
    const seen: string[] = [];
    for (const word of typed.split(' ')) if (!seen.some((one) => one.localeCompare(word) === 0)) seen.push(word);
    return seen;
  };
  const [mixture] = fc.sample(mixed, { numRuns: 1, seed });
  expect(await growth(eachOnce, repeated('janvier '))).toBeLessThan(MOST);
  expect(await growth(eachOnce, mixture?.text ?? repeated(''), TRIES_OF_SLOW)).toBeGreaterThan(MOST);
});
