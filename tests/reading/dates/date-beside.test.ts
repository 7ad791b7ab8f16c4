import { describe, expect, test } from 'vitest';
import { dateBeside } from '../../../src/reading/index.ts';

const context = { now: new Date('2026-10-01T09:00:00+02:00'), timeZone: 'Europe/Paris', locale: 'fr' } as const;

describe('a date beside other words', () => {
  test.each([
    ['du 14/11/2026 9h à 17h au 20/11/2026 Portes ouvertes', 'du 14/11/2026 9h à 17h au 20/11/2026', 'Portes ouvertes'],
    ['14/11 18h Bal', '14/11 18h', 'Bal'],
    ['le 14 novembre de 18h à 20h : 3 concerts', 'le 14 novembre de 18h à 20h', '3 concerts'],
    ['Bal du samedi 14 novembre 18h30', 'du samedi 14 novembre 18h30', 'Bal'],
    ['Portes ouvertes - le 14 novembre à 18h', 'le 14 novembre à 18h', 'Portes ouvertes'],
    ['samedi 14 novembre 18h', 'samedi 14 novembre 18h', ''],
    ['14/11/2020 18h Bal', '14/11/2020 18h', 'Bal'],
  ])('« %s » is « %s » and « %s »', (text, date, rest) => {
    expect(dateBeside(text, context)).toEqual({ date, rest });
  });

  test.each([
    'Bal du 14 juillet',
    'Dimanche en famille',
    'Demain, le film',
    'Sam et Max',
    'Marche 14 novembre',
    'Mars attaque',
    '10 ans de la SCIC',
    'Portes ouvertes du 14 novembre à 18h au jardin',
    'Bal',
    '',
  ])('« %s » stays whole', (text) => {
    expect(dateBeside(text, context)).toBeNull();
  });
});
