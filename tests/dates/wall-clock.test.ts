import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import {
  addDaysAt,
  afterQuietHours,
  atLocalTime,
  calendarDaysBetween,
  dayAfterAt,
  isQuiet,
  localDay,
  monthOf,
} from '../../src/dates/index.ts';
import { PARIS } from '../reading/dates/moments.ts';

const iso = (at: Date) => at.toISOString().slice(0, 16);

test('the day after at 10:00 stays at 10:00 by the clock', () => {
  expect(iso(dayAfterAt(new Date('2026-11-14T19:00Z'), 1, '10:00', PARIS))).toBe('2026-11-15T09:00');
  // The clocks go back in the night to 25 October 2026, forward in the night to 28 March 2027.
  expect(iso(dayAfterAt(new Date('2026-10-24T18:00Z'), 1, '10:00', PARIS))).toBe('2026-10-25T09:00');
  expect(iso(dayAfterAt(new Date('2027-03-27T18:00Z'), 1, '10:00', PARIS))).toBe('2027-03-28T08:00');
  expect(iso(addDaysAt(new Date('2026-10-24T16:30Z'), 1, PARIS))).toBe('2026-10-25T17:30');
});

test('the day is the local one: an event ending at 0:30 ended the next day', () => {
  expect(localDay(new Date('2026-11-14T23:30Z'), PARIS)).toBe('2026-11-15');
  expect(iso(dayAfterAt(new Date('2026-11-14T23:30Z'), 1, '10:00', PARIS))).toBe('2026-11-16T09:00');
});

test('the day is that of the zone’s own rules, whenever in an hour the clock changes', () => {
  // St John's changed its clock a minute after midnight, Lord Howe changes it by half an hour, Kathmandu is 5 h 45 ahead.
  const zones = fc.constantFrom(PARIS, 'Indian/Reunion', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu');
  const near = [
    '2026-10-25T01:00Z',
    '2027-03-28T01:00Z',
    '2009-11-01T02:31Z',
    '2009-03-08T03:31Z',
    '2026-04-04T15:00Z',
  ];
  const changes = fc
    .tuple(fc.constantFrom(...near), fc.integer({ min: -7_200, max: 7_200 }))
    .map(([at, seconds]) => new Date(new Date(at).getTime() + seconds * 1_000));
  const anywhen = fc.date({
    min: new Date('0001-01-01T00:00Z'),
    max: new Date('9999-12-31T00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(fc.oneof(changes, anywhen), zones, (at, zone) => {
      expect(localDay(at, zone)).toBe(DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd'));
    }),
    { numRuns: 500 },
  );
  expect(() => localDay(new Date(Number.NaN), PARIS)).toThrow(RangeError);
});

test('an hour the clock skips happens an hour later, an hour that comes twice the first time', () => {
  expect(iso(atLocalTime('2027-03-28', '02:30', PARIS))).toBe('2027-03-28T01:30');
  expect(iso(atLocalTime('2026-10-25', '02:30', PARIS))).toBe('2026-10-25T00:30');
});

test('a day or an hour that doesn’t exist is a mistake of the caller', () => {
  expect(() => atLocalTime('2026-11-31', '10:00', PARIS)).toThrow(RangeError);
  expect(() => atLocalTime('2026-11-30', '25:00', PARIS)).toThrow(RangeError);
  expect(() => atLocalTime('2026-11-30', '10:00', 'Europe/Nowhere')).toThrow(RangeError);
});

test.each([
  ['2026-11-14', '25:00', 'not a time of day: 25:00'],
  ['2026-11-14', '10:60', 'not a time of day: 10:60'],
  ['2026-11-14', '110:00', 'not a time of day: 110:00'],
  ['2026-11-14', '10:000', 'not a time of day: 10:000'],
  ['14/11/2026', '10:00', 'not a day: 14/11/2026'],
  ['12026-11-14', '10:00', 'not a day: 12026-11-14'],
  ['2026-11-14T18:00', '10:00', 'not a day: 2026-11-14T18:00'],
  ['2026-11-31', '10:00', 'unit out of range: Europe/Paris'],
])('it says so of %s at %s', (day, time, message) => {
  expect(() => atLocalTime(day, time, PARIS)).toThrow(new RangeError(message));
});

test('a zone that doesn’t exist is a mistake of the caller too', () => {
  const message = new RangeError('unsupported zone: Europe/Nowhere');
  expect(() => localDay(new Date('2026-11-14T12:00Z'), 'Europe/Nowhere')).toThrow(message);
  expect(() => monthOf(2026, 11, 'Europe/Nowhere')).toThrow(message);
});

test('an hour may have one digit, a day may come in parts', () => {
  expect(iso(atLocalTime('2026-11-14', '9:05', PARIS))).toBe('2026-11-14T08:05');
  expect(iso(atLocalTime({ year: 2026, month: 11, day: 14 }, '23:59', PARIS))).toBe('2026-11-14T22:59');
});

test('where the clocks change by half an hour, half an hour is skipped', () => {
  expect(iso(atLocalTime('2026-10-04', '02:15', 'Australia/Lord_Howe'))).toBe('2026-10-03T15:45');
});

test('days are counted by the calendar', () => {
  expect(calendarDaysBetween(new Date('2026-11-14T22:30Z'), new Date('2026-11-14T23:30Z'), PARIS)).toBe(1);
  expect(calendarDaysBetween(new Date('2027-03-27T12:00Z'), new Date('2027-03-29T11:00Z'), PARIS)).toBe(2);
  expect(calendarDaysBetween(new Date('2026-11-16T12:00Z'), new Date('2026-11-14T12:00Z'), PARIS)).toBe(-2);
  expect(calendarDaysBetween(new Date('2027-02-28T12:00Z'), new Date('2027-03-01T12:00Z'), PARIS)).toBe(1);
});

test('a month runs from midnight to midnight', () => {
  const { from, to } = monthOf(2026, 12, PARIS);
  expect([iso(from), iso(to)]).toEqual(['2026-11-30T23:00', '2026-12-31T23:00']);
  const november = monthOf(2026, 11, PARIS);
  expect([iso(november.from), iso(november.to)]).toEqual(['2026-10-31T23:00', '2026-11-30T23:00']);
});

describe('quiet hours from 21:30 to 8:00', () => {
  const quiet = { from: '21:30', to: '08:00' };
  test.each([
    ['20:29', false],
    ['20:30', true],
    ['23:30', true],
    ['06:59', true],
    ['07:00', false],
  ])('%s UTC in November: %s', (time, expected) => {
    expect(isQuiet(new Date(`2026-11-14T${time}Z`), quiet, PARIS)).toBe(expected);
  });

  test('end at 8:00 the next morning, or the same', () => {
    expect(iso(afterQuietHours(new Date('2026-11-14T21:00Z'), quiet, PARIS))).toBe('2026-11-15T07:00');
    expect(iso(afterQuietHours(new Date('2026-11-15T03:00Z'), quiet, PARIS))).toBe('2026-11-15T07:00');
    expect(iso(afterQuietHours(new Date('2026-11-15T12:00Z'), quiet, PARIS))).toBe('2026-11-15T12:00');
  });

  test('whenever it is, what comes after them isn’t quiet and is within half a day', () => {
    const instant = fc.date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, (at) => {
        const then = afterQuietHours(at, quiet, PARIS);
        expect(isQuiet(then, quiet, PARIS)).toBe(false);
        expect(then.getTime() - at.getTime()).toBeLessThanOrEqual(12 * 3_600_000);
        expect(then >= at).toBe(true);
      }),
    );
  });

  test.each([
    ['10:59', false],
    ['11:00', true],
    ['12:59', true],
    ['13:00', false],
  ])('from noon to two: %s UTC in November: %s', (time, expected) => {
    expect(isQuiet(new Date(`2026-11-14T${time}Z`), { from: '12:00', to: '14:00' }, PARIS)).toBe(expected);
  });

  test('equal ends mean none', () => {
    expect(isQuiet(new Date('2026-11-14T23:30Z'), { from: '00:00', to: '00:00' }, PARIS)).toBe(false);
  });
});

describe('quiet hours of any length, in the days around both clock changes', () => {
  const MINUTE = 60_000;
  const minuteOfDay = fc.integer({ min: 0, max: 24 * 60 - 1 });
  const time = minuteOfDay.map(
    (minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
  );
  // These instants lie within a day and a half of 29 March and 25 October 2026 at 1:00 UTC.
  const instant = fc
    .tuple(fc.constantFrom('2026-03-29T01:00Z', '2026-10-25T01:00Z'), fc.integer({ min: -2160, max: 2160 }))
    .map(([change, minutes]) => new Date(Date.parse(change) + minutes * MINUTE));
  const nearTheChange = fc
    .integer({ min: 1 * 60 + 30, max: 3 * 60 + 30 })
    .map((minute) => `0${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`);
  const ends = fc.oneof(time, nearTheChange);

  test('what comes after them is the first minute that isn’t quiet', () => {
    fc.assert(
      fc.property(instant, ends, ends, (at, from, to) => {
        const quiet = { from, to };
        const then = afterQuietHours(at, quiet, PARIS);
        expect(isQuiet(then, quiet, PARIS)).toBe(false);
        // No minute is wasted: each one before it was quiet.
        for (let before = at.getTime(); before < then.getTime(); before += MINUTE) {
          if (!isQuiet(new Date(before), quiet, PARIS)) expect.fail(`${iso(new Date(before))} isn’t quiet`);
        }
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ['2026-03-29T00:30Z', '23:00', '02:30', '2026-03-29T01:00', 'the end is skipped: as soon as it is'],
    ['2026-03-29T00:30Z', '23:00', '03:30', '2026-03-29T01:30', 'an hour earlier than on other nights'],
    ['2026-10-25T00:10Z', '23:00', '02:30', '2026-10-25T00:30', 'the first half past two'],
    ['2026-10-25T01:10Z', '23:00', '02:30', '2026-10-25T01:30', 'the second, between both'],
    ['2026-10-25T00:10Z', '23:00', '03:30', '2026-10-25T02:30', 'an hour later than on other nights'],
    ['2026-10-25T00:45Z', '02:30', '04:00', '2026-10-25T01:00', 'the clock goes back before them'],
  ])('%s, quiet from %s to %s: %s (%s)', (at, from, to, expected) => {
    expect(iso(afterQuietHours(new Date(at), { from, to }, PARIS))).toBe(expected);
  });
});
