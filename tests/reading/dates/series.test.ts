import { describe, expect, test } from 'vitest';
import { formatSlots } from '../../../src/dates/index.ts';
import { readMoment } from '../../../src/reading/index.ts';
import { assumed, IN_ENGLISH, instants, NOVEMBER, offered, plain, told } from './moments.ts';

/** Returns how a text is read that has its hours after its last day. */
const read = (text: string) => {
  const reading = readMoment(text, NOVEMBER);
  return reading.ok ? plain(formatSlots(reading.value, NOVEMBER)) : `${text}: ${reading.problem}`;
};
const SERIES = read('du 14 au 20 novembre de 9h à 17h');
const TWO_DATES = 'les samedi 14 et vendredi 20 novembre 2026, de 9 h à 17 h';

describe('hours between the first day and the last are those of each day', () => {
  test.each([
    '14/11/2026 9h à 17h au 20/11/2026',
    'du 14/11/2026 9h à 17h au 20/11/2026',
    '14/11/2026 9h à 17h à 20/11/2026',
    '14/11/26 9h-17h au 20/11/26',
    '14 novembre 9h-17h au 20 novembre',
    '14 novembre, 9h-17h, au 20 novembre',
    'du 14 novembre de 9h à 17h au 20 novembre',
    'du samedi 14, 9h à 17h, au vendredi 20 novembre',
    'le 14 9h à 17h au 20',
    "14/11 de 9h à 17h jusqu'au 20/11",
    '14/11 9h à 17h au 20/11 9h à 17h',
    '14 novembre matin 9h-17h au 20 novembre',
  ])('« %s »', (typed) => {
    expect(told(typed)).toBe(SERIES);
    expect(assumed(typed)).toContain('eachDay');
  });

  test.each(['14 November 9am to 5pm to 20 November', 'from 14 November 9am-5pm until 20 November'])(
    '“%s”',
    (typed) => {
      expect(instants(readMoment(typed, IN_ENGLISH))).toEqual(
        instants(readMoment('14-20 November 9am-5pm', IN_ENGLISH)),
      );
    },
  );

  test.each([
    ['14/11 9h-12h et 14h-17h au 16/11', 'du 14 au 16 novembre 9h-12h et 14h-17h'],
    ['14/11 18h, 15/11 9h-17h au 20/11', '14/11 18h, du 15/11 au 20/11 9h-17h'],
    ['14/11 9h-17h au 16/11 et 18/11 18h', 'du 14/11 au 16/11 9h-17h et 18/11 18h'],
    ['14/11 22h à 2h au 16/11', 'du 14/11 au 16/11 22h à 2h'],
    ['samedi 9h-17h au dimanche', 'samedi et dimanche 9h-17h'],
  ])('« %s » is « %s »', (typed, meant) => {
    expect(told(typed)).toBe(read(meant));
  });
});

describe('what may be two dates is asked, and both readings are offered', () => {
  test.each(['14/11 9h-17h - 20/11', '14/11 9h-17h / 20/11'])('« %s »', (typed) => {
    expect(told(typed)).toBe('ambiguous');
    expect(offered(typed)).toEqual([SERIES, TWO_DATES]);
  });

  test('an hour alone', () => {
    expect(told('14/11 9h au 15/11')).toBe('ambiguous');
    expect(offered('14/11 9h au 15/11')).toEqual(['les samedi 14 et dimanche 15 novembre 2026, à 9 h']);
    expect(offered('14/11 9h au 16/11')).toEqual([
      'du samedi 14 au lundi 16 novembre 2026, à 9 h',
      'les samedi 14 et lundi 16 novembre 2026, à 9 h',
    ]);
  });

  test('a last day with hours of its own, which nothing takes from it', () => {
    expect(told('14/11 9h-17h au 16/11 10h-12h')).toBe('ambiguous');
    expect(offered('14/11 9h-17h au 16/11 10h-12h')).toEqual([
      'les samedi 14 et dimanche 15 novembre 2026, de 9 h à 17 h ; lundi 16 novembre 2026 de 10 h à 12 h',
      'samedi 14 novembre 2026 de 9 h à 17 h et lundi 16 novembre 2026 de 10 h à 12 h',
    ]);
  });

  test('several days before it', () => {
    expect(offered('14 et 15 novembre 9h-17h au 20 novembre')[0]).toBe(SERIES);
    expect(offered('14 et 15 novembre 9h-17h au 20 novembre')).toHaveLength(2);
  });
});

test('what was read before is read as before', () => {
  expect(told('14/11 9h au 20/11 17h')).toBe('du samedi 14 novembre 2026 à 9 h au vendredi 20 novembre 2026 à 17 h');
  expect(told('14/11 9h-17h / 15/11 10h-16h')).toBe(
    'samedi 14 novembre 2026 de 9 h à 17 h et dimanche 15 novembre 2026 de 10 h à 16 h',
  );
  expect(told('de 9h à 12h le 14/11, de 14h à 18h au 15/11')).toBe(
    'samedi 14 novembre 2026 de 9 h à 12 h et dimanche 15 novembre 2026 de 14 h à 18 h',
  );
  expect(told('14/11 9h à 17h au 10/11')).toBe('endBeforeStart');
  expect(told('14/11 9h à 17h au 20/12')).toBe('tooMany');
});

test('many of them are refused, not tried', () => {
  expect(told('14/11 9h-17h - 15/11 9h - 16/11 9h-17h - 17/11 9h - 18/11 9h-17h - 19/11')).toBe('unreadable');
});

describe('spans of which each is read in one way', () => {
  test.each([
    ['du 14/11 18h au 15/11 10h, du 21/11 18h au 22/11 10h, du 28/11 18h au 29/11 10h', 3],
    ['14/11 9h-12h / 15/11 9h-12h / 21/11 9h-12h / 22/11 9h-12h', 4],
  ])('« %s » are %i', (typed, count) => {
    const reading = readMoment(typed, NOVEMBER);
    expect(reading.ok ? reading.value.length : reading.problem).toBe(count);
  });

  test('a reading with more days than an event may have leaves the other', () => {
    expect(offered('14/11 9h-17h - 20/12').concat(told('14/11 9h-17h - 20/12'))).toContainEqual(
      expect.stringContaining('20 décembre'),
    );
  });
});
