import { describe, expect, test } from 'vitest';
import { joinPicked } from '../../../src/reading/index.ts';
import { asTyped } from '../../../src/texts/typography.ts';

const context = { now: new Date('2026-10-01T09:00:00+02:00'), timeZone: 'Europe/Paris', locale: 'fr' } as const;
const joined = (...given: string[]) => joinPicked(given, context);
const read = (text: string) => ({ ok: true, text });

describe('a date that is typed, with what is picked beside it', () => {
  test.each([
    ['samedi 14 novembre', '18:30', 'samedi 14 novembre 18:30'],
    ['14/11/2026', '09:00', '14/11/2026 09:00'],
    ['14 et 15 novembre', '18:30', '14 et 15 novembre 18:30'],
    ['du 14 au 16 novembre', '18:30', 'du 14 au 16 novembre 18:30'],
    ['2026-11-14', '18:30', '2026-11-14 18:30'],
    ['le 14', '18:30', 'le 14 18:30'],
  ])('« %s » gets the hour %s', (typed, picked, text) => {
    expect(joined(typed, picked)).toEqual(read(text));
  });

  test.each([
    ['18h30', '2026-11-14', '2026-11-14T18:30'],
    ['de 18h à 20h', '2026-11-14', '2026-11-14T18:00/2026-11-14T20:00'],
    ['de 18h à 20h', '2026-11-14T18:00', '2026-11-14T18:00/2026-11-14T20:00'],
    ['samedi 14', '2026-11-14T18:30', '2026-11-14T18:30'],
    ['samedi 14 novembre 18h30', '2026-11-14', '2026-11-14T18:30'],
    ['14 et 15 novembre 18h', '2026-11-14', '2026-11-14T18:00,2026-11-15T18:00'],
    ['samedi 14 novembre 14h-17h', '2026-11-14T14:00', '2026-11-14T14:00/2026-11-14T17:00'],
  ])('« %s » and %s are %s', (typed, picked, text) => {
    expect(joined(typed, picked)).toEqual(read(text));
  });

  test.each([
    ['samedi 14 novembre 18h30', '14:00', '14 h'],
    ['samedi 14 novembre', '2026-11-15', 'dimanche 15 novembre 2026'],
    ['samedi 14 novembre 18h30', '2026-11-15T20:00', 'dimanche 15 novembre 2026 à 20 h'],
    ['18h30', '2026-11-14T20:00', 'samedi 14 novembre 2026 à 20 h'],
  ])('« %s » contradicts %s', (typed, picked, words) => {
    const found = joined(typed, picked);
    expect(found.ok ? null : asTyped(found.picked)).toBe(words);
  });

  test.each([
    ['samedi 21 novembre', '', '2026-11-14T18:30', 'samedi 21 novembre 18:30'],
    ['de 14h à 17h', '', '2026-11-14T18:30', '2026-11-14 de 14h à 17h'],
    ['samedi 21 novembre 10h', '', '2026-11-14T18:30', 'samedi 21 novembre 10h'],
    ['samedi 21 novembre toute la journée', '', '2026-11-14T18:30', 'samedi 21 novembre toute la journée'],
    ['samedi 21 novembre', '20:00', '2026-11-14', 'samedi 21 novembre 20:00'],
    ['de 14h à 17h', '2026-11-21', '18:30', '2026-11-21T14:00/2026-11-21T17:00'],
  ])('« %s », with %s picked and %s shown, is %s', (typed, picked, shown, text) => {
    expect(joined(typed, picked, shown)).toEqual(read(text));
  });

  test.each(['salle des fêtes', 'dimanche 14 novembre 25h'])('« %s » is refused as it was typed', (typed) => {
    expect(joined(typed, '2026-11-14T18:30')).toEqual(read(typed));
  });

  test.each(['', '2026-13-45', '25:00', 'T', '2026-11-14T', '99'])(
    'what no picker holds, %s, counts for nothing',
    (picked) => {
      expect(joined('samedi 14 novembre 18h30', picked).ok).toBe(true);
    },
  );
});
