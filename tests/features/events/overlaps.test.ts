import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Slot } from '../../../src/dates/index.ts';
import { isSamePublic, overlaps } from '../../../src/features/events/overlaps.ts';
import { localDaysOf } from '../../../src/features/events/rules.ts';
import { event, slot } from './timed-event.ts';

const zone = 'Europe/Paris';
describe('overlaps', () => {
  const mine = event('mine', '60', slot('2026-11-14T14:00', '2026-11-14T18:00'));

  it.each([
    ['the same hours', event('a', '60', slot('2026-11-14T17:00', '2026-11-14T19:00')), 'hours'],
    ['hours without an end', event('b', '60', slot('2026-11-14T17:00')), 'hours'],
    ['the same day', event('c', '60', slot('2026-11-14T20:00')), 'day'],
    ['the whole day', event('d', '60', slot('2026-11-14T00:00', '2026-11-15T00:00', true)), 'hours'],
  ] as const)('%s', (_, other, time) => {
    expect(overlaps(mine, [other], zone)).toMatchObject([{ time }]);
  });

  it.each([
    ['the same hours elsewhere', event('a', '80', slot('2026-11-14T15:00'))],
    ['an event online', event('e', null, slot('2026-11-14T15:00'))],
    ['another day', event('d', '60', slot('2026-11-15T14:00'))],
    ['another public', { ...event('f', '60', slot('2026-11-14T15:00')), audience: 'Étudiants' }],
  ])('not %s', (_, other) => {
    expect(overlaps({ ...mine, audience: 'Retraités' }, [other], zone)).toEqual([]);
  });

  it.each([
    [null, 'étudiants', true],
    ['Tout public', 'étudiants', true],
    ['étudiants, élus', 'Élus locaux', true],
    ['un étudiant', 'Les Étudiants', true],
    ['étudiants', 'retraités', false],
    ['students', 'everybody', true],
    ['de la ville', 'de la campagne', false],
  ])('takes %s and %s for the same public: %s', (one, other, expected) => {
    expect(isSamePublic(one, other)).toBe(expected);
    expect(isSamePublic(other, one)).toBe(expected);
  });

  it('an exhibition of a month stands apart: it clashes with nothing, and is told last beside what is short', () => {
    const exhibition = event('long', '60', slot('2026-11-01T09:00', '2026-11-30T18:00'));
    const short = event('short', '60', slot('2026-11-14T20:00'));
    expect(overlaps(exhibition, [mine, short, { ...exhibition, id: 'other' }], zone)).toEqual([]);
    const found = overlaps(mine, [exhibition, short], zone);
    expect(found.map(({ event: { id }, time }) => [id, time])).toEqual([
      ['short', 'day'],
      ['long', 'long'],
    ]);
    const later = event('later', '60', slot('2026-11-20T09:00', '2026-11-30T18:00'));
    expect(overlaps(mine, [later], zone)).toEqual([]);
    const weekend = event('weekend', '60', slot('2026-11-13T18:00', '2026-11-15T20:00'));
    expect(overlaps(mine, [weekend], zone)).toMatchObject([{ time: 'hours' }]);
  });

  it('tells the same evening from the same day, the commune and the theme, and the nearest first', () => {
    const theme = { id: 't', name: 'Habiter' };
    const evening = { ...event('mine', '60', slot('2026-11-14T18:30')), municipalityCode: '60057', theme };
    const others = [
      event('day', '60', slot('2026-11-14T10:00')),
      event('evening', '60', slot('2026-11-14T20:45')),
      { ...event('near', '60', slot('2026-11-14T20:45')), municipalityCode: '60057' },
      { ...event('themed', '60', slot('2026-11-14T20:45')), municipalityCode: '60159', theme },
      event('hours', '60', slot('2026-11-14T19:00')),
    ];
    const found = overlaps(evening, others, zone);
    expect(found.map(({ event: { id }, time }) => `${id} ${time}`)).toEqual([
      'hours hours',
      'near evening',
      'themed evening',
      'evening evening',
      'day day',
    ]);
    expect(found.slice(1, 4)).toMatchObject([
      { sameMunicipality: true, kilometres: null, sameTheme: false },
      { sameMunicipality: false, kilometres: 54, sameTheme: true },
      { sameMunicipality: false, kilometres: null, sameTheme: false },
    ]);
  });

  it.each([
    ['before', 1, 2, ['first', 'second']],
    ['after', 2, 1, ['second', 'first']],
  ] as const)('tells those that clash alike by their number: %s', (_, one, two, expected) => {
    const first = { ...event('first', '60', slot('2026-11-14T15:00')), number: one };
    const second = { ...event('second', '60', slot('2026-11-14T15:00')), number: two };
    expect(overlaps(mine, [first, second], zone).map(({ event: { id } }) => id)).toEqual(expected);
  });

  it('one of several dates is enough, whole days and part of them, and only those that clash are told', () => {
    const often = event('often', '60', slot('2026-11-14T14:00'), slot('2026-11-21T14:00'));
    const [found] = overlaps(often, [event('a', '60', slot('2026-11-13T15:00'), slot('2026-11-21T15:00'))], zone);
    expect(found?.slots).toEqual([slot('2026-11-21T15:00')]);
    const weekend = event('weekend', '60', slot('2026-11-20T10:00', '2026-11-21T09:00'));
    expect(overlaps(often, [weekend], zone)).toMatchObject([{ time: 'day' }]);
  });

  it('two without an end clash within two hours of each other', () => {
    const open = event('open', '60', slot('2026-11-14T14:00'));
    const at = (time: string) => overlaps(open, [event('a', '60', slot(`2026-11-14T${time}`))], zone)[0]?.time;
    const found = ['11:59', '12:00', '12:01', '15:59', '16:00'].map(at);
    expect(found).toEqual(['day', 'day', 'hours', 'hours', 'day']);
  });

  it('what is online clashes at its hours only', () => {
    const online = event('online', null, slot('2026-11-14T14:00'));
    expect(overlaps(online, [event('a', null, slot('2026-11-14T20:00'))], zone)).toEqual([]);
    expect(overlaps(online, [event('a', null, slot('2026-11-14T14:00'))], zone)).toMatchObject([{ time: 'hours' }]);
  });

  it('finds what lies on one of its days, whatever the hours: near in hours loses none', () => {
    const time = fc.integer({ min: 0, max: 5 * 24 * 4 }).map((quarters) => quarters * 15 * 60_000);
    const anySlot = fc.tuple(time, fc.option(fc.integer({ min: 1, max: 3 * 24 * 4 }))).map(([from, quarters]): Slot => {
      const start = new Date(Date.parse('2026-10-23T00:00:00+02:00') + from);
      return {
        start,
        end: quarters === null ? null : new Date(start.getTime() + quarters * 15 * 60_000),
        allDay: false,
      };
    });
    fc.assert(
      fc.property(anySlot, anySlot, (a, b) => {
        const shared = localDaysOf(a, zone).some((day) => localDaysOf(b, zone).includes(day));
        const found = overlaps(event('a', '60', a), [event('b', '60', b)], zone);
        if (shared) expect(found).toHaveLength(1);
      }),
    );
  });
});
