import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatQuantity, formatRange, type ToldPrecision } from '../../../src/quantities/index.ts';
import { MAX_QUANTITY, readQuantity } from '../../../src/reading/index.ts';

function told(text: string, max?: number): string {
  const reading = readQuantity(text, 'fr', max === undefined ? {} : { max });
  if (!reading.ok) return reading.problem;
  const words = { exact: '', estimated: 'about ', at_least: 'at least ' };
  return `${words[reading.precision]}${reading.value}`;
}

describe('a number of people, as people give it', () => {
  test.each([
    ['40', '40'],
    ['40 personnes', '40'],
    ['nous étions 40', '40'],
    ['il y avait 40 participants.', '40'],
    ['1 000', '1000'],
    ['1\u202f000', '1000'],
    ['1.000', '1000'],
    ['1,000', '1000'],
    ['mille', '1000'],
    ['deux cents', '200'],
    ['vingt et un', '21'],
    ['soixante-dix', '70'],
    ['soixante et onze', '71'],
    ['quatre-vingts', '80'],
    ['quatre-vingt-dix-sept', '97'],
    ['nonante', '90'],
    ['mille cinq cents', '1500'],
    ['deux mille trois cent douze', '2312'],
    ['two hundred and five', '205'],
    ['40', '40'],
    ['0', '0'],
    ['zéro', '0'],
    ['aucun', '0'],
    ['aucun participant', '0'],
    ['personne', '0'],
    ['Personne n’est venu', '0'],
    ['nobody', '0'],
  ])('« %s » is %s', (text, meant) => {
    expect(told(text)).toBe(meant);
  });
});

describe('more or less', () => {
  test.each([
    ['environ 60', 'about 60'],
    ['60 environ', 'about 60'],
    ['~50', 'about 50'],
    ['40 ?', 'about 40'],
    ['près de 200', 'about 200'],
    ['une soixantaine', 'about 60'],
    ['une bonne cinquantaine de personnes', 'about 50'],
    ['une centaine', 'about 100'],
    ['deux centaines', 'about 200'],
    ['un millier', 'about 1000'],
    ['50aine', 'about 50'],
    ['une 40aine', 'about 40'],
    ['2k', 'about 2000'],
    ['entre 40 et 50', 'about 45'],
    ['40 ou 50', 'about 45'],
    ['40 à 50 personnes', 'about 45'],
    ['40-50', 'about 45'],
    ['30 à 40 environ', 'about 35'],
    ['entre une vingtaine et une trentaine', 'about 25'],
    ['about 60', 'about 60'],
    ['a dozen', 'about 12'],
    ['sixty-odd', 'about 60'],
    ['environ 1 200 €', 'about 1200'],
  ])('« %s » is %s', (text, meant) => {
    expect(told(text)).toBe(meant);
  });
});

test.each([
  ['entre 40 et 50', { from: 40, to: 50 }],
  ['30 à 40 environ', { from: 30, to: 40 }],
  ['between 80 and 100 people', { from: 80, to: 100 }],
  ['entre une vingtaine et une trentaine', { from: 20, to: 30 }],
])('« %s » keeps both its ends', (text, range) => {
  expect(readQuantity(text)).toMatchObject({ precision: 'estimated', range });
});

test('a range beyond the ceiling at its upper end is too big', () => {
  expect(told('entre 900 et 1 100', 1000)).toBe('tooBig');
});

describe('at least', () => {
  test.each([
    ['+ de 100', 'at least 100'],
    ['plus de 100', 'at least 100'],
    ['plus d’une centaine', 'at least 100'],
    ['100+', 'at least 100'],
    ['+100', 'at least 100'],
    ['> 100', 'at least 100'],
    ['au moins 30', 'at least 30'],
    ['30 minimum', 'at least 30'],
    ['au moins 40 à 50', 'at least 40'],
    ['au moins une soixantaine', 'at least 60'],
    ['50 ou plus', 'at least 50'],
    ['over 100', 'at least 100'],
    ['more than two hundred people', 'at least 200'],
  ])('« %s » is %s', (text, meant) => {
    expect(told(text)).toBe(meant);
  });
});

describe('what can’t be added up is refused', () => {
  test.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['beaucoup', 'unreadable'],
    ['quelques dizaines', 'unreadable'],
    ['des dizaines', 'unreadable'],
    ['dozens', 'unreadable'],
    ['plusieurs centaines', 'unreadable'],
    ['🎉', 'unreadable'],
    ['40 🎉', 'unreadable'],
    ['40 adultes et 20 enfants', 'unreadable'],
    ['40 50', 'unreadable'],
    ['50 à 40', 'unreadable'],
    ['deux trois', 'unreadable'],
    ['1e5', 'unreadable'],
    ['Infinity', 'unreadable'],
    ['-3', 'negative'],
    ['−3', 'negative'],
    ['12,5', 'decimal'],
    ['0.5', 'decimal'],
    ['moins de 50', 'atMost'],
    ['50 maximum', 'atMost'],
    ['10 000 000', 'tooBig'],
    ['06 12 34 56 78', 'unreadable'],
    ['0612345678', 'tooBig'],
  ])('« %s » is %s', (text, problem) => {
    expect(told(text)).toBe(problem);
  });

  test('the ceiling is the caller’s', () => {
    expect(told('2 000', 1000)).toBe('tooBig');
    expect(told('1 000', 1000)).toBe('1000');
  });
});

test('quantities are written as the language has them', () => {
  expect(formatQuantity(500, 'at_least', 'fr')).toBe('au moins 500');
  expect(formatQuantity(60, 'estimated', 'fr')).toBe('environ 60');
  expect(formatRange({ from: 1000, to: 1500 }, 'fr')).toBe('entre 1\u202f000 et 1\u202f500');
  expect(formatRange({ from: 80, to: 100 }, 'en')).toBe('between 80 and 100');
  expect(formatQuantity(1500, 'exact', 'fr')).toBe('1\u202f500');
  expect(formatQuantity(1500, 'at_least', 'en')).toBe('at least 1,500');
});

test('what we write we read back', () => {
  const precision = fc.constantFrom<ToldPrecision>('exact', 'estimated', 'at_least');
  const locale = fc.constantFrom('fr' as const, 'en' as const);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: MAX_QUANTITY }), precision, locale, (value, how, language) => {
      expect(readQuantity(formatQuantity(value, how, language), language)).toEqual({ ok: true, value, precision: how });
    }),
  );
});

test('any text is read or refused; what is read is a whole number within bounds', () => {
  const words = fc.constantFrom(
    '40',
    'cent',
    'mille',
    'et',
    '-',
    'environ',
    'plus de',
    'une',
    'dizaine',
    'vingt',
    '+',
    'à',
    '?',
    'k',
  );
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(words, { maxLength: 6 }).map((all) => all.join(' ')),
  );
  fc.assert(
    fc.property(text, (typed) => {
      const reading = readQuantity(typed, 'fr');
      if (reading.ok)
        expect(Number.isInteger(reading.value) && reading.value >= 0 && reading.value <= MAX_QUANTITY).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
