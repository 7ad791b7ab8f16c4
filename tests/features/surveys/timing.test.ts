import { describe, expect, test } from 'vitest';
import type { Slot } from '../../../src/dates/index.ts';
import * as timing from '../../../src/features/surveys/timing.ts';

const PARIS = 'Europe/Paris';
const at = (text: string) => new Date(`${text}+01:00`);
const slot = (start: string, end: string | null = null): Slot => ({
  start: at(start),
  end: end === null ? null : at(end),
  allDay: false,
});

test('the survey usually closes on 15 January after the month', () => {
  expect(timing.usualClosing(2026)).toBe('2027-01-15');
});

describe('an event is asked about at 10:00', () => {
  test.each<[string, Slot[], Date | null]>([
    ['the day after', [slot('2026-11-14T18:00')], at('2026-11-15T10:00')],
    ['the day after the evening it ends in', [slot('2026-11-14T20:00', '2026-11-15T02:00')], at('2026-11-15T10:00')],
    ['the day after its last day', [slot('2026-11-21T18:00'), slot('2026-11-09T18:00')], at('2026-11-22T10:00')],
    ['never, without a date', [], null],
  ])('%s', (_when, slots, expected) => {
    expect(timing.eventAskedAt(slots, PARIS)).toEqual(expected);
  });
});

test('organisations are asked at 10:00 on the day after the month', () => {
  expect(timing.dayAfterDay('2026-11-30', PARIS)).toEqual(at('2026-12-01T10:00'));
});

test('what should have been asked already is asked now, but not at night', () => {
  const yesterday = at('2026-11-14T10:00');
  expect(timing.notBefore(yesterday, at('2026-11-15T11:00'), PARIS)).toEqual(at('2026-11-15T11:00'));
  expect(timing.notBefore(yesterday, at('2026-11-15T23:00'), PARIS)).toEqual(at('2026-11-16T08:00'));
  expect(timing.notBefore(at('2026-11-17T10:00'), at('2026-11-15T23:00'), PARIS)).toEqual(at('2026-11-17T10:00'));
});

test('reminders come on the third and the tenth day, the last one two days before closing, then the calls', () => {
  expect(timing.remindersAfter(at('2026-11-15T16:20'), PARIS)).toEqual([
    { name: '3d', at: at('2026-11-18T10:00') },
    { name: '10d', at: at('2026-11-25T10:00') },
  ]);
  expect(timing.lastReminder('2027-01-15', PARIS)).toEqual(at('2027-01-13T10:00'));
  expect(timing.callListAt('2027-01-15', PARIS)).toEqual(at('2027-01-14T10:00'));
});

test('the last day to answer ends at midnight', () => {
  expect(timing.closingEnd('2027-01-15', PARIS)).toEqual(at('2027-01-16T00:00'));
});

test('the next morning is tomorrow’s', () => {
  expect(timing.nextMorning(at('2026-11-15T07:00'), PARIS)).toEqual(at('2026-11-16T10:00'));
});

describe('co-organisers may answer', () => {
  const asked = at('2026-11-15T16:00');
  test.each([
    ['not before it was asked', null, at('2026-12-31T10:00'), false],
    ['not within two weeks', asked, at('2026-11-29T09:59'), false],
    ['from then on', asked, at('2026-11-29T10:00'), true],
  ])('%s', (_when, askedAt, now, expected) => {
    expect(timing.coOrganisersMayAnswer(askedAt, now, PARIS)).toBe(expected);
  });
});

test('eight weeks ago', () => {
  expect(timing.weeksBefore(at('2027-01-15T10:00'), 8)).toEqual(at('2026-11-20T10:00'));
});

describe('on another day', () => {
  test('all dates move alike, by the clock, and keep their lengths', () => {
    const slots = [slot('2026-11-14T18:00', '2026-11-14T20:00'), slot('2026-11-15T10:00')];
    expect(timing.slotsFrom('2026-12-12', slots, PARIS)).toEqual([
      slot('2026-12-12T18:00', '2026-12-12T20:00'),
      slot('2026-12-13T10:00'),
    ]);
  });

  test('nothing moves where there is no date', () => {
    expect(timing.slotsFrom('2026-12-12', [], PARIS)).toEqual([]);
  });
});
