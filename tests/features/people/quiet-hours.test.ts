import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/chat/user-error.ts';
import { readQuietHours, stricterQuietHours } from '../../../src/features/people/quiet-hours.ts';

describe('quiet hours', () => {
  const usual = { from: '21:30', to: '08:00' };

  test.each([
    ['21 h 30', '8h', 'fr', '21:30', '08:00'],
    ['minuit', '7 heures', 'fr', '00:00', '07:00'],
    ['22', '6', 'fr', '22:00', '06:00'],
    ['à 9h du soir', "jusqu'à 8 h du matin", 'fr', '21:00', '08:00'],
    ['24h', 'midi', 'fr', '00:00', '12:00'],
    ['9.30 pm', '8 am', 'en', '21:30', '08:00'],
    ['10', '7', 'en', '22:00', '07:00'],
    ['22:15', undefined, 'fr', '22:15', '08:00'],
    [undefined, '9h', 'fr', '21:30', '09:00'],
    ['8h', '6h', 'fr', '08:00', '06:00'],
    ['jamais', '8h', 'fr', '00:00', '00:00'],
    ['never', undefined, 'en', '00:00', '00:00'],
  ] as const)('from “%s” until “%s” (%s)', (from, until, locale, start, end) => {
    expect(readQuietHours({ from, until }, usual, locale)).toEqual({ from: start, to: end });
  });

  test.each([
    ['25h', '8h', 'from', 'people.errors.quietTime', { typed: '25h' }],
    ['le soir', '8h', 'from', 'people.errors.quietTime', { typed: 'le soir' }],
    ['22h', 'demain', 'until', 'people.errors.quietTime', { typed: 'demain' }],
    ['22h', '22 h', 'until', 'people.errors.quietSame', {}],
    ['8h', '7h', 'until', 'people.errors.quietTooLong', {}],
    ['8h', '6h01', 'until', 'people.errors.quietTooLong', {}],
  ])('from “%s” until “%s” are refused, and it is said which and why', (from, until, field, id, values) => {
    const reading = () => readQuietHours({ from, until }, usual, 'fr');
    expect(reading).toThrow(UserError);
    try {
      reading();
    } catch (error) {
      expect(error).toMatchObject({ field, id, values });
    }
  });

  test.each([
    ['22:00', '07:00', '23:00', '09:00', '22:00', '09:00'],
    ['22:00', '09:00', '23:00', '07:00', '22:00', '09:00'],
    ['22:00', '07:00', '12:00', '14:00', '22:00', '07:00'],
    ['12:00', '14:00', '22:00', '07:00', '22:00', '07:00'],
    ['22:15', '06:45', '06:45', '07:30', '22:15', '07:30'],
    ['20:00', '12:00', '12:00', '18:00', '20:00', '18:00'],
    ['20:00', '12:00', '12:00', '18:01', '20:00', '12:00'],
    ['00:00', '00:00', '23:00', '07:00', '23:00', '07:00'],
    ['00:00', '00:00', '00:00', '00:00', '00:00', '00:00'],
    ['20:00', '12:00', '11:00', '19:30', '20:00', '12:00'],
  ])('%s–%s and %s–%s of one person: the stricter', (from, to, otherFrom, otherTo, start, end) => {
    expect(stricterQuietHours({ from, to }, { from: otherFrom, to: otherTo })).toEqual({ from: start, to: end });
  });
});
