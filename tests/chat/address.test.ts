import { expect, test } from 'vitest';
import { addressesIn, webAddress } from '../../src/chat/address.ts';

test.each([
  ['https://exemple.fr/a?b=c&d=e#f', 'https://exemple.fr/a?b=c&d=e#f'],
  ['https://exemple.fr/été', 'https://exemple.fr/%C3%A9t%C3%A9'],
  ['https://été.fr', 'https://xn--t-9fab.fr/'],
  ['https://x.fr/{a}?<b>', 'https://x.fr/%7Ba%7D?%3Cb%3E'],
  ['https://x.fr/[a]', null],
  ['https://x.fr/é|b', null],
  ['https://x.fr\\@autre.fr', null],
  ['https://x.fr/é%zz', null],
  ['https://x.fr:99999/', null],
  ['javascript:alert(1)', null],
  ['mailto:a@b.fr', null],
])('%s is %s', (typed, url) => {
  expect(webAddress(typed)).toBe(url);
});

test('the signs that set words apart are not part of an address', () => {
  const [found] = addressesIn('\u2068ההרשמה כאן: https://example.org/inscription\u2069 · 5');
  expect(found).toMatchObject({ typed: 'https://example.org/inscription', url: 'https://example.org/inscription' });
});

test('the punctuation of the sentence is not part of an address', () => {
  const typed = (text: string) => addressesIn(text).map((one) => one.typed);
  expect(typed('Voir (https://a.fr/b_(c)), <https://a.fr/d> et « https://a.fr/e ».')).toEqual([
    'https://a.fr/b_(c)',
    'https://a.fr/d',
    'https://a.fr/e',
  ]);
  expect(typed('https://a.fr/f… HTTPS://A.FR/?!')).toEqual(['https://a.fr/f', 'HTTPS://A.FR/']);
});

test('a host with accents is read the thousandth time as the first', () => {
  const readings = new Set(Array.from({ length: 50_000 }, () => webAddress('https://été.fr')));
  expect([...readings]).toEqual(['https://xn--t-9fab.fr/']);
});
