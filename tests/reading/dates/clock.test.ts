import { describe, expect, test } from 'vitest';
import { assumed, IN_ENGLISH, offered, told } from './moments.ts';

/** Returns the hour that is read on 14 November: "18 h 30", or the problem. */
const hour = (typed: string) => told(`14 novembre ${typed}`).replace('samedi 14 novembre 2026 ', '');
const inEnglish = (typed: string) =>
  told(`14 November ${typed}`, IN_ENGLISH).replace('Saturday 14 November 2026, ', '');

describe('an hour', () => {
  test.each([
    ['18h', 'à 18 h'],
    ['18 h', 'à 18 h'],
    ['18h.', 'à 18 h'],
    ['18 heures', 'à 18 h'],
    ['1 heure', 'à 1 h'],
    ['18hrs', 'à 18 h'],
    ['18 hours', 'à 18 h'],
    ['18h30', 'à 18 h 30'],
    ['18 h 30', 'à 18 h 30'],
    ['18h30mn', 'à 18 h 30'],
    ['18h 30 min', 'à 18 h 30'],
    ['18 heures 30 minutes', 'à 18 h 30'],
    ['18:30', 'à 18 h 30'],
    ['18 : 30', 'à 18 h 30'],
    ['18:30:15', 'à 18 h 30'],
    ['18.30', 'à 18 h 30'],
    ['6.05', 'à 6 h 05'],
    ['6pm', 'à 18 h'],
    ['6 p.m.', 'à 18 h'],
    ['6.30 pm', 'à 18 h 30'],
    ['6h30pm', 'à 18 h 30'],
    ['12pm', 'à 12 h'],
    ['12am', 'à 0 h'],
    ['11am', 'à 11 h'],
    ['0h', 'à 0 h'],
    ['23h59', 'à 23 h 59'],
  ])('« %s »', (typed, meant) => {
    expect(hour(typed)).toBe(meant);
  });

  test.each(['25h', '24h01', '24:30', '18h60', '18:60', '0pm', '13pm', '6.60pm', "25 o'clock", '18h du matin'])(
    '« %s » is shown by no clock',
    (typed) => {
      expect(hour(typed)).toBe('notATime');
    },
  );

  test.each(['18:3', '18:30:1', '18h306', '6pmx', '18 hx', 'midix'])('« %s » isn’t one', (typed) => {
    expect(hour(typed)).toBe('unreadable');
  });
});

describe('in words', () => {
  test.each([
    ['midi', 'à 12 h'],
    ['12 midi', 'à 12 h'],
    ['noon', 'à 12 h'],
    ['midday', 'à 12 h'],
    ['midi 30', 'à 12 h 30'],
    ['midi 30 minutes', 'à 12 h 30'],
    ['midi et demi', 'à 12 h 30'],
    ['midi et quart', 'à 12 h 15'],
    ['midi moins le quart', 'à 11 h 45'],
    ['midi moins un quart', 'à 11 h 45'],
    ['midi moins quart', 'à 11 h 45'],
    ['8h et demie', 'à 8 h 30'],
    ['8 heures et quart', 'à 8 h 15'],
    ['8h moins le quart', 'à 7 h 45'],
    ['minuit moins le quart', 'à 23 h 45'],
  ])('« %s »', (typed, meant) => {
    expect(hour(typed)).toBe(meant);
  });

  test.each([
    ['minuit', ['dimanche 15 novembre 2026 à 0 h', 'samedi 14 novembre 2026 à 0 h']],
    ['12 minuit', ['dimanche 15 novembre 2026 à 0 h', 'samedi 14 novembre 2026 à 0 h']],
    ['minuit et demi', ['dimanche 15 novembre 2026 à 0 h 30', 'samedi 14 novembre 2026 à 0 h 30']],
    ['minuit 30', ['dimanche 15 novembre 2026 à 0 h 30', 'samedi 14 novembre 2026 à 0 h 30']],
  ])('« %s » is at one end of the day or the other', (typed, alternatives) => {
    expect(hour(typed)).toBe('ambiguous');
    expect(offered(`14 novembre ${typed}`)).toEqual(alternatives);
  });
});

describe('with its part of the day', () => {
  test.each([
    ['8h du matin', 'à 8 h'],
    ['12h du matin', 'à 0 h'],
    ['8h du soir', 'à 20 h'],
    ['4h du soir', 'à 16 h'],
    ['11h du soir', 'à 23 h'],
    ['20h du soir', 'à 20 h'],
    ['16h du soir', 'à 16 h'],
    ["3h de l'après-midi", 'à 15 h'],
    ["1h de l'après-midi", 'à 13 h'],
    ["7h de l'après-midi", 'à 19 h'],
    ["15h de l'après-midi", 'à 15 h'],
    ["12h de l'après-midi", 'à 12 h'],
    ["19h de l'après-midi", 'à 19 h'],
    ['3h30 in the afternoon', 'à 15 h 30'],
    ['8 h at night', 'à 20 h'],
    ['8h in the morning', 'à 8 h'],
    ['8h, du soir', 'à 20 h'],
  ])('« %s »', (typed, meant) => {
    expect(hour(typed)).toBe(meant);
  });

  test.each([
    '13h du matin',
    '3h du soir',
    '12h du soir',
    '15h du soir',
    "8h de l'après-midi",
    "11h de l'après-midi",
    "20h de l'après-midi",
    "0h de l'après-midi",
  ])('« %s » contradicts itself', (typed) => {
    expect(hour(typed)).toBe('notATime');
  });

  test('midnight in the evening is the end of the day', () => {
    expect(told('14 novembre minuit du soir')).toBe('dimanche 15 novembre 2026 à 0 h');
  });
});

describe('in English, without am or pm', () => {
  test.each([
    ['18:30', '6.30 pm'],
    ['06:30', '6.30 am'],
    ['13:00', '1 pm'],
    ['0:30', '12.30 am'],
    ['12:30', '12.30 pm'],
    ["12 o'clock", 'noon'],
    ['at 9', '9 am'],
    ['11.30', '11.30 am'],
    ['at 10', '10 am'],
  ])('“%s” is %s', (typed, meant) => {
    expect(inEnglish(typed)).toBe(meant);
  });

  test.each([
    ['6:30', ['Saturday 14 November 2026, 6.30 pm', 'Saturday 14 November 2026, 6.30 am']],
    ["6 o'clock", ['Saturday 14 November 2026, 6 pm', 'Saturday 14 November 2026, 6 am']],
    ['1.15', ['Saturday 14 November 2026, 1.15 pm', 'Saturday 14 November 2026, 1.15 am']],
  ])('“%s” may be either', (typed, alternatives) => {
    expect(inEnglish(typed)).toBe('ambiguous');
    expect(offered(`14 November ${typed}`, IN_ENGLISH)).toEqual(alternatives);
  });
});

describe('from one hour to another', () => {
  test.each([
    ['18-20h', 'de 18 h à 20 h'],
    ['6-8h', 'de 6 h à 8 h'],
    ['20-24h', 'de 20 h à minuit'],
    ['20-25', 'unreadable'],
    ['25-26h', 'unreadable'],
    ['de minuit à minuit', 'de 0 h à minuit'],
    ['matin 18h', 'unreadable'],
    ['18h-20', 'de 18 h à 20 h'],
    ['de 18 à 20h30', 'de 18 h à 20 h 30'],
    ['de 22h à 2h', 'de 22 h à 2 h'],
    ['de 18h à 5h', 'de 18 h à 5 h'],
    ['de 20h à minuit et demi', 'de 20 h à 0 h 30'],
    ['de midi à 14h', 'de 12 h à 14 h'],
    ['de 9h à 9h', 'endBeforeStart'],
    ['de 14h à 12h', 'endBeforeStart'],
    ['au soir de 8h à 10h', 'de 20 h à 22 h'],
    ['matin de 8h à 10h', 'de 8 h à 10 h'],
  ])('« %s »', (typed, meant) => {
    expect(hour(typed)).toBe(meant);
  });

  test.each([
    ['6-8pm', '6 pm to 8 pm'],
    ['9-11am', '9 am to 11 am'],
    ['14-16', '2 pm to 4 pm'],
    ['9am-5pm', '9 am to 5 pm'],
    ['9 to 5pm', '9 am to 5 pm'],
    ['11-1pm', '11 am to 1 pm'],
    ['from 10 to 12', '10 am to noon'],
    ['11pm to 1am', '11 pm to 1 am'],
    ['10.30 to 11.15', '10.30 am to 11.15 am'],
  ])('“%s”', (typed, meant) => {
    expect(inEnglish(typed)).toBe(meant);
  });

  test('from midnight is from either end of the day', () => {
    expect(offered('14 novembre de minuit à 2h')).toEqual([
      'dimanche 15 novembre 2026 de 0 h à 2 h',
      'samedi 14 novembre 2026 de 0 h à 2 h',
    ]);
  });

  test('before its day, with a full stop', () => {
    expect(told('à 18.30 le 14 novembre')).toBe('samedi 14 novembre 2026 à 18 h 30');
  });

  test('what ends in the small hours ends the next day, and says so', () => {
    expect(assumed('14/11/2026 de 22h à 2h')).toEqual(['endsNextDay']);
    expect(assumed('14/11/2026 de 20h à 22h')).toEqual([]);
  });
});
