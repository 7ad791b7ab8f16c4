import { describe, expect, test } from 'vitest';
import { monthOf } from '../../../src/dates/index.ts';
import { readMoment } from '../../../src/reading/index.ts';
import { assumed, at, IN_ENGLISH, instants, NOVEMBER, offered, PARIS, told } from './moments.ts';

const SATURDAY = 'samedi 14 novembre 2026';
const SUNDAY = 'dimanche 15 novembre 2026';
const BOTH = `les samedi 14 et ${SUNDAY}`;

describe('a date and an hour, as people type them', () => {
  test.each([
    ['samedi 14 novembre 18h30', `${SATURDAY} à 18 h 30`],
    ['Samedi 14 Novembre à 18H30', `${SATURDAY} à 18 h 30`],
    ['samdi 14 novenbre 18h30', `${SATURDAY} à 18 h 30`],
    ['sam. 14 nov. 18h30', `${SATURDAY} à 18 h 30`],
    ['14/11/2026 à 18h30', `${SATURDAY} à 18 h 30`],
    ['14/11/26 18h30', `${SATURDAY} à 18 h 30`],
    ['14-11-2026 18:30', `${SATURDAY} à 18 h 30`],
    ['14.11.2026 18.30', `${SATURDAY} à 18 h 30`],
    ['14/11 18:30', `${SATURDAY} à 18 h 30`],
    ['2026-11-14 18:30', `${SATURDAY} à 18 h 30`],
    ['2026-11-14T18:30', `${SATURDAY} à 18 h 30`],
    ['2026-11-14T17:30:00Z', `${SATURDAY} à 18 h 30`],
    ['à 18h30 le samedi 14 novembre', `${SATURDAY} à 18 h 30`],
    ['le samedi 14 novembre, à partir de 18h30', `${SATURDAY} à 18 h 30`],
    ['Date : samedi 14 novembre, horaire : 18h30', `${SATURDAY} à 18 h 30`],
    ['14 novembre 20 h 15', `${SATURDAY} à 20 h 15`],
    ['14\u00a0novembre 20\u202fh\u00a015', `${SATURDAY} à 20 h 15`],
    ['14 novembre à 20 heures', `${SATURDAY} à 20 h`],
    ['14 novembre à 18', `${SATURDAY} à 18 h`],
    ['14 novembre à midi', `${SATURDAY} à 12 h`],
    ['14 novembre midi et demi', `${SATURDAY} à 12 h 30`],
    ['14 novembre 8h et quart', `${SATURDAY} à 8 h 15`],
    ['14 novembre 8h moins le quart', `${SATURDAY} à 7 h 45`],
    ['14 novembre, 8h du soir', `${SATURDAY} à 20 h`],
    ['samedi 14 au soir, 8h', `${SATURDAY} à 20 h`],
    ['14 novembre à 0h', `${SATURDAY} à 0 h`],
    ['14 novembre 24h', `${SUNDAY} à 0 h`],
    ['dimanche 1er novembre 2027 18h', 'wrongWeekday'],
    ['le 14 à 18h', `${SATURDAY} à 18 h`],
    ['samedi 14 - 18h', `${SATURDAY} à 18 h`],
    ['1er décembre 18h', 'mardi 1er décembre 2026 à 18 h'],
  ])('« %s » is %s', (typed, meant) => {
    expect(told(typed)).toBe(meant);
  });
});

describe('until when', () => {
  test.each([
    ['le 14 novembre 2026 de 18h30 à 20h', `${SATURDAY} de 18 h 30 à 20 h`],
    ['14 nov. 18h-20h', `${SATURDAY} de 18 h à 20 h`],
    ['14 novembre 18-20h', `${SATURDAY} de 18 h à 20 h`],
    ['14 novembre, 18 à 20h', `${SATURDAY} de 18 h à 20 h`],
    ['14 novembre entre 18h et 20h', `${SATURDAY} de 18 h à 20 h`],
    ['entre 18 et 20h le 14 novembre', `${SATURDAY} de 18 h à 20 h`],
    ['de 18h à 20h le 14 novembre', `${SATURDAY} de 18 h à 20 h`],
    ['14 novembre 18h jusqu’à 20h', `${SATURDAY} de 18 h à 20 h`],
    ['14 novembre de 18 h 30 – 20 h', `${SATURDAY} de 18 h 30 à 20 h`],
    ['14 novembre de 20h à minuit', `${SATURDAY} de 20 h à minuit`],
    ['14 novembre de 22h à 2h', `${SATURDAY} de 22 h à 2 h`],
    ['du 14 novembre 18h au 15 novembre 10h', `du ${SATURDAY} à 18 h au ${SUNDAY} à 10 h`],
    ['du 14 novembre à 18h au 15 à 10h', `du ${SATURDAY} à 18 h au ${SUNDAY} à 10 h`],
    ['14 novembre 18h - 15 novembre 10h', `du ${SATURDAY} à 18 h au ${SUNDAY} à 10 h`],
    ['de 18h le 14 novembre à 10h le 15 novembre', `du ${SATURDAY} à 18 h au ${SUNDAY} à 10 h`],
    ['2026-11-14T18:30/2026-11-14T20:00', `${SATURDAY} de 18 h 30 à 20 h`],
  ])('« %s » is %s', (typed, meant) => {
    expect(told(typed)).toBe(meant);
  });
});

describe('several days', () => {
  test.each([
    ['du 14 au 16 novembre', `du ${SATURDAY} au lundi 16 novembre 2026`],
    ['14-16 novembre', `du ${SATURDAY} au lundi 16 novembre 2026`],
    ['du samedi 14 au lundi 16 novembre', `du ${SATURDAY} au lundi 16 novembre 2026`],
    ['du 28 décembre au 3 janvier', 'du lundi 28 décembre 2026 au dimanche 3 janvier 2027'],
    ['de vendredi à dimanche', 'du vendredi 6 novembre 2026 au dimanche 8 novembre 2026'],
    ['2026-11-14/2026-11-14', `${SATURDAY}, toute la journée`],
    ['14 novembre toute la journée', `${SATURDAY}, toute la journée`],
    ['14 et 15 novembre 18h', `${BOTH}, à 18 h`],
    ['les 14/15 novembre 18h', `${BOTH}, à 18 h`],
    ['le 14 et 15 à 18h', `${BOTH}, à 18 h`],
    ['à 18h 14 et 15 novembre', `${BOTH}, à 18 h`],
    ['à 18h le 14 novembre et à 10h le 15', `${SATURDAY} à 18 h et ${SUNDAY} à 10 h`],
    ['les mardis 10 et 17 novembre à 18h', 'les mardi 10 et mardi 17 novembre 2026, à 18 h'],
    ['14 novembre 18h et 15 novembre 10h', `${SATURDAY} à 18 h et ${SUNDAY} à 10 h`],
    ['14 novembre 18 h 30 et 15 novembre 10 h', `${SATURDAY} à 18 h 30 et ${SUNDAY} à 10 h`],
    ['14 novembre 10h-12h et 14h-18h', `${SATURDAY} de 10 h à 12 h et de 14 h à 18 h`],
    ['du 14 au 15 novembre de 10h à 18h', `${BOTH}, de 10 h à 18 h`],
    ['12/11 à 18h, 19/11 à 18h et 26/11 à 18h', 'les jeudi 12, jeudi 19 et jeudi 26 novembre 2026, à 18 h'],
  ])('« %s » is %s', (typed, meant) => {
    expect(told(typed)).toBe(meant);
  });
});

describe('counted from today, a Monday 2nd', () => {
  test.each([
    ['demain 18h', 'mardi 3 novembre 2026 à 18 h'],
    ['après-demain à midi', 'mercredi 4 novembre 2026 à 12 h'],
    ['ce soir 20h', 'lundi 2 novembre 2026 à 20 h'],
    ['jeudi 18h', 'jeudi 5 novembre 2026 à 18 h'],
    ['samedi en huit 18h', `${SATURDAY} à 18 h`],
    ['samedi de la semaine prochaine 18h', `${SATURDAY} à 18 h`],
    ['dans deux semaines à 18h', 'lundi 16 novembre 2026 à 18 h'],
    ['dans quinze jours 18h', 'mardi 17 novembre 2026 à 18 h'],
  ])('« %s » is %s', (typed, meant) => {
    expect(told(typed)).toBe(meant);
  });

  test('« samedi prochain » is this week’s or next week’s: the person chooses', () => {
    expect(told('samedi prochain 18h')).toBe('ambiguous');
    expect(offered('samedi prochain 18h')).toEqual(['samedi 7 novembre 2026 à 18 h', `${SATURDAY} à 18 h`]);
  });

  test('on a Sunday it can only be one', () => {
    expect(told('samedi prochain 18h', at('2026-11-08T09:00:00Z'))).toBe(`${SATURDAY} à 18 h`);
  });
});

describe('in English', () => {
  const saturday = 'Saturday 14 November 2026';
  test.each([
    ['14 November 6.30pm to 8pm', `${saturday}, 6.30 pm to 8 pm`],
    ['14 November 6 to 8pm', `${saturday}, 6 pm to 8 pm`],
    ['14 Nov 9-5pm', `${saturday}, 9 am to 5 pm`],
    ['14 Nov 10-12pm', `${saturday}, 10 am to noon`],
    ['November 14, 2026 at 18:30', `${saturday}, 6.30 pm`],
    ['the 14th at 7pm', `${saturday}, 7 pm`],
    ['Saturday, November 14, 6:30 PM - 8 PM', `${saturday}, 6.30 pm to 8 pm`],
    ['from 6pm on 14 November to 10am on 15 November', `${saturday}, 6 pm to Sunday 15 November 2026, 10 am`],
    ['Nov 14-16', `${saturday} to Monday 16 November 2026`],
    ['Nov 14 and 15 6pm', 'Saturday 14 and Sunday 15 November 2026, 6 pm'],
    ['14 November 10 to 2', `${saturday}, 10 am to 2 pm`],
    ['tomorrow noon', 'Tuesday 3 November 2026, noon'],
    ['in two weeks at 6pm', 'Monday 16 November 2026, 6 pm'],
    ['Saturday week 6pm', `${saturday}, 6 pm`],
    ['14/11 18:30', `${saturday}, 6.30 pm`],
  ])('“%s” is %s', (typed, meant) => {
    expect(told(typed, IN_ENGLISH)).toBe(meant);
  });

  test('“at 6” may be either half of the day', () => {
    expect(offered('14 November at 6', IN_ENGLISH)).toEqual([`${saturday}, 6 pm`, `${saturday}, 6 am`]);
  });
});

describe('what is refused, and what is offered instead', () => {
  test.each([
    [
      'lundi 14 novembre 18h',
      'wrongWeekday',
      [`${SATURDAY} à 18 h`, 'lundi 16 novembre 2026 à 18 h', 'lundi 9 novembre 2026 à 18 h'],
    ],
    ['14 ou 15 novembre 18h', 'ambiguous', [`${SATURDAY} à 18 h`, `${SUNDAY} à 18 h`]],
    ['14 novembre à minuit', 'ambiguous', [`${SUNDAY} à 0 h`, `${SATURDAY} à 0 h`]],
    ['31 novembre 18h', 'notACalendarDay', ['lundi 30 novembre 2026 à 18 h', 'mardi 1er décembre 2026 à 18 h']],
    ['11/14/2026 18h', 'notACalendarDay', [`${SATURDAY} à 18 h`]],
    ['40 novembre 18h', 'notACalendarDay', []],
    ['14/00 18h', 'notACalendarDay', []],
    ['14 novembre dix-huit heures', 'unreadable', []],
    ['29 février 2027 18h', 'notACalendarDay', ['dimanche 28 février 2027 à 18 h', 'lundi 1er mars 2027 à 18 h']],
    ['14 novembre de 20h à 18h', 'endBeforeStart', [`${SATURDAY} de 18 h à 20 h`]],
    ['du 16 au 14 novembre', 'endBeforeStart', [`du ${SATURDAY} au lundi 16 novembre 2026`]],
    [
      'du 16 novembre 14h au 14 novembre 18h',
      'endBeforeStart',
      [`du ${SATURDAY} à 18 h au lundi 16 novembre 2026 à 14 h`],
    ],
    ['du 16 au 14 novembre de 10h à 18h', 'endBeforeStart', []],
    ['2026-11-14/9999-11-14', 'tooLong', []],
    ['du 14/11/2026 au 14/11/9999', 'tooLong', []],
    ['du 14/11/2026 18h au 15/11/2926 20h', 'tooLong', []],
    ['du 14/11/2020 au 20/11/9999', 'tooLongAndPast', []],
    ['du 14/11/2020 18h au 15/11/2926 20h', 'tooLongAndPast', []],
    ['du 15/11/2926 au 14/11/2026', 'endBeforeStart', []],
    ['14 novembre', 'noTime', [`${SATURDAY}, toute la journée`]],
    ['14 novembre 18h et 15 novembre', 'noTime', [`${BOTH}, à 18 h`]],
    ['2026-11-14', 'noTime', [`${SATURDAY}, toute la journée`]],
    ['18h30', 'noDay', []],
    ['14 novembre 25h', 'notATime', []],
    ['31 février 25h', 'notADayNorATime', []],
    ['31 novembre à 18h75', 'notADayNorATime', []],
    ['14 novembre 18h75', 'notATime', []],
    ['hier 18h', 'past', ['dimanche 1er novembre 2026 à 18 h']],
    ['14 novembre 2025 18h', 'past', [`${SATURDAY} à 18 h`, 'vendredi 14 novembre 2025 à 18 h']],
    ['14/11/2020 14h', 'past', ['samedi 14 novembre 2020 à 14 h']],
    ['du 1er janvier au 31 mars 2027 à 10h', 'tooMany', []],
    ['blabla', 'unreadable', []],
    ['', 'unreadable', []],
    ['undi 9 novembre 18h', 'unreadable', ['lundi 9 novembre 2026 à 18 h']],
    ['14 juinn 18h', 'unreadable', []],
    [`le 14 novembre 18h ${'!'.repeat(290)}`, 'unreadable', []],
    ['🎉', 'unreadable', []],
    ['14 novembre 18h30 20h', 'unreadable', []],
    ['tous les jeudis 18h', 'unreadable', ['jeudi 5 novembre 2026 à 18 h']],
    ['Rendez-vous devant la mairie le 14 novembre, on commence à 18h30', 'unreadable', [`${SATURDAY} à 18 h 30`]],
  ])('« %s » is %s', (typed, problem, alternatives) => {
    expect(told(typed)).toBe(problem);
    expect(offered(typed)).toEqual(alternatives);
  });
});

describe('the night the clocks change', () => {
  test('2:30 doesn’t exist on 28 March 2027', () => {
    expect(told('28 mars 2027 2h30')).toBe('skippedHour');
    expect(offered('28 mars 2027 de 2h30 à 5h')).toEqual(['dimanche 28 mars 2027 de 3 h 30 à 5 h']);
    expect(told('2027-03-28T02:30')).toBe('skippedHour');
  });

  test('2:30 comes twice on 31 October 2027: the first is meant', () => {
    expect(instants(readMoment('31 octobre 2027 2h30', NOVEMBER))).toEqual(['2027-10-31T00:30/']);
    expect(assumed('31 octobre 2027 2h30')).toContain('repeatedHour');
  });

  test('the region’s clock counts, not Paris’s', () => {
    const reunion = { ...NOVEMBER, timeZone: 'Indian/Reunion' };
    expect(instants(readMoment('14 novembre 18h', reunion))).toEqual(['2026-11-14T14:00/']);
    expect(instants(readMoment('28 mars 2027 2h30', reunion))).toEqual(['2027-03-27T22:30/']);
  });
});

describe('which year', () => {
  test('the edition’s, when it has one', () => {
    const next = { ...NOVEMBER, within: monthOf(2027, 11, PARIS) };
    expect(told('14 novembre 18h', next)).toBe('dimanche 14 novembre 2027 à 18 h');
    expect(assumed('14 novembre 18h', next)).toEqual(['year']);
    expect(told('le 14 à 18h', next)).toBe('dimanche 14 novembre 2027 à 18 h');
  });

  test('and the year is the edition’s too when the month has no such day', () => {
    const next = { ...NOVEMBER, within: monthOf(2027, 11, PARIS) };
    expect(offered('31 novembre 14h', next)).toEqual([
      'mardi 30 novembre 2027 à 14 h',
      'mercredi 1er décembre 2027 à 14 h',
    ]);
  });

  test('nearest to the edition’s month, for its preparation and its follow-up', () => {
    expect(told('12 janvier 18h')).toBe('mardi 12 janvier 2027 à 18 h');
  });

  test('else the next to come', () => {
    expect(told('14 novembre 18h', at('2026-11-20T09:00:00Z'))).toBe('dimanche 14 novembre 2027 à 18 h');
    expect(told('samedi 14 novembre 18h', at('2026-11-20T09:00:00Z'))).toBe('past');
    expect(told('29 février 18h', at('2026-11-20T09:00:00Z'))).toBe('mardi 29 février 2028 à 18 h');
  });

  test('the past is read where it is asked for', () => {
    const coverage = { ...at('2026-12-01T09:00:00Z'), allowPast: true, timeRequired: false };
    expect(told('14 novembre', coverage)).toBe(`${SATURDAY}, toute la journée`);
    expect(told('hier', coverage)).toBe('lundi 30 novembre 2026, toute la journée');
    expect(told('il y a 3 jours', coverage)).toBe('samedi 28 novembre 2026, toute la journée');
  });
});

test('what was supposed is told', () => {
  expect(assumed('le 14 à 18h')).toEqual(['month']);
  expect(assumed('jeudi 18h')).toEqual(['comingWeekday']);
  expect(assumed('14/11/2026 de 22h à 2h')).toEqual(['endsNextDay']);
  expect(assumed('14/11/2026 vers 18h')).toEqual(['approximate']);
  expect(assumed('du 14 au 16/11/2026 à 18h')).toEqual(['eachDay']);
  expect(assumed('14/11/2026 18h')).toEqual([]);
});
