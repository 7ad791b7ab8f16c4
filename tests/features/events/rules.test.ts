import { describe, expect, it } from 'vitest';
import type { Slot } from '../../../src/dates/index.ts';
import type { Event } from '../../../src/features/events/event.ts';
import {
  completeness,
  daysOf,
  isOutside,
  isPossible,
  overlaps,
  reminderTimes,
  sortedSlots,
  stateAfter,
} from '../../../src/features/events/rules.ts';

const zone = 'Europe/Paris';
const slot = (start: string, end: string | null = null, allDay = false): Slot => ({
  start: new Date(`${start}+01:00`),
  end: end === null ? null : new Date(`${end}+01:00`),
  allDay,
});

const event = (id: string, department: string | null, ...slots: Slot[]): Event => ({
  ...{ id, department, slots, editionId: 'e', number: 1, title: id, pitch: '', venue: '', contact: '' },
  ...{ municipalityCode: null, municipality: null, description: null, theme: null, audience: null, price: null },
  ...{ accessibility: null, link: null, pictureId: null, status: 'ACCEPTED', statusNote: null, statusAnswer: null },
  ...{ organisation: { id, name: id }, coOrganisers: [], invited: [], proposedById: '', onBehalf: false },
  ...{ proposedAt: new Date(0), decidedById: null, decidedAt: null, version: 1 },
});

describe('overlaps', () => {
  const mine = event('mine', '60', slot('2026-11-14T14:00', '2026-11-14T18:00'));

  it.each([
    ['the same hours elsewhere', event('a', '80', slot('2026-11-14T17:00', '2026-11-14T19:00')), [true, false]],
    ['the same hours here', event('b', '60', slot('2026-11-14T17:00')), [true, true]],
    ['the same day here', event('c', '60', slot('2026-11-14T20:00')), [false, true]],
    ['the whole day', event('d', '80', slot('2026-11-14T00:00', '2026-11-15T00:00', true)), [true, false]],
    ['an event online', event('e', null, slot('2026-11-14T15:00')), [true, false]],
  ] as const)('%s', (_, other, [sameTime, sameDepartment]) => {
    expect(overlaps(mine, [other], zone)).toMatchObject([{ sameTime, sameDepartment }]);
  });

  it.each([
    ['the same day elsewhere', event('a', '80', slot('2026-11-14T20:00'))],
    ['one that ends as the other begins', event('b', '80', slot('2026-11-14T12:00', '2026-11-14T14:00'))],
    ['one without an end, two hours before', event('c', '80', slot('2026-11-14T12:00'))],
    ['another day', event('d', '60', slot('2026-11-15T14:00'))],
  ])('not %s', (_, other) => {
    expect(overlaps(mine, [other], zone)).toEqual([]);
  });

  it('tells those that are both first, with the dates that clash', () => {
    const both = event('both', '60', slot('2026-11-13T14:00'), slot('2026-11-14T15:00'));
    const day = event('day', '60', slot('2026-11-14T20:00'));
    const found = overlaps(mine, [day, both], zone);
    expect(found.map(({ event: { id } }) => id)).toEqual(['both', 'day']);
    expect(found[0]?.slots).toEqual([both.slots[1]]);
  });
});

it('counts a sheet out of eleven', () => {
  const bare = event('a', '60', slot('2026-11-14T14:00'));
  expect(completeness(bare)).toMatchObject({ done: 5, total: 11 });
  expect(completeness({ ...bare, price: 'gratuit', pictureId: 'x' })).toMatchObject({ done: 7 });
  const whole = { description: '', audience: '', price: '', accessibility: '', pictureId: '', link: '' };
  expect(completeness(whole)).toEqual({ done: 11, total: 11, missing: [] });
});

it.each([
  ['accept', 'QUESTIONED', 'ACCEPTED'],
  ['answer', 'QUESTIONED', 'PROPOSED'],
  ['modify', 'QUESTIONED', 'PROPOSED'],
  ['modify', 'ACCEPTED', 'ACCEPTED'],
  ['complete', 'QUESTIONED', 'QUESTIONED'],
  ['postpone', 'ACCEPTED', 'POSTPONED'],
  ['reschedule', 'POSTPONED', 'ACCEPTED'],
  ['reschedule', 'PROPOSED', 'PROPOSED'],
  ['cancel', 'POSTPONED', 'CANCELLED'],
  ['undecide', 'ACCEPTED', 'PROPOSED'],
  ['undecide', 'REFUSED', 'PROPOSED'],
] as const)('%s leads from %s to %s', (step, from, to) => {
  expect(isPossible(step, from)).toBe(true);
  expect(stateAfter(step, from)).toBe(to);
});

it.each([
  ['accept', 'ACCEPTED'],
  ['refuse', 'CANCELLED'],
  ['answer', 'PROPOSED'],
  ['postpone', 'PROPOSED'],
  ['modify', 'REFUSED'],
  ['cancel', 'CANCELLED'],
  ['undecide', 'PROPOSED'],
  ['undecide', 'CANCELLED'],
] as const)('%s is impossible once %s', (step, status) => {
  expect(isPossible(step, status)).toBe(false);
});

it('knows the days of a slot: a night belongs to the day it began on', () => {
  expect(daysOf(slot('2026-11-14T22:00', '2026-11-15T02:00'), zone)).toEqual(['2026-11-14']);
  expect(daysOf(slot('2026-11-14T00:00', '2026-11-17T00:00', true), zone)).toEqual([
    '2026-11-14',
    '2026-11-15',
    '2026-11-16',
  ]);
});

it('says when a date is outside the edition', () => {
  const month = { startsOn: '2026-11-01', endsOn: '2026-11-30' };
  expect(isOutside([slot('2026-11-30T20:00', '2026-12-01T01:00')], month, zone)).toBe(false);
  expect(isOutside([slot('2026-11-14T20:00'), slot('2026-12-01T20:00')], month, zone)).toBe(true);
});

it('puts dates in order, each once', () => {
  const [first, second] = [slot('2026-11-14T14:00'), slot('2026-11-15T14:00')];
  expect(sortedSlots([second, first, { ...second }])).toEqual([first, second]);
});

it('reminds a week before the edition at ten by the clock', () => {
  expect(reminderTimes('2026-11-01', zone)).toEqual({
    at: new Date('2026-10-25T10:00:00+01:00'),
    expires: new Date('2026-11-01T00:00:00+01:00'),
  });
});
