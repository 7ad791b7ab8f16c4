import { expect, it } from 'vitest';
import type { Edition } from '../../../src/features/editions/edition.ts';
import type { Event } from '../../../src/features/events/event.ts';
import { completionTexts, recordOf } from '../../../src/features/events/fields/list.ts';
import { queueOf, SHOWN_IN_QUEUE } from '../../../src/features/events/queue.ts';
import {
  announcedFrom,
  completeness,
  isPossible,
  localDaysOf,
  mayChange,
  outsideOf,
  reminderTimes,
  stateAfter,
} from '../../../src/features/events/rules.ts';
import { event, slot } from './timed-event.ts';

const zone = 'Europe/Paris';
const region = {
  id: '',
  name: 'Picardie',
  chamber: 'CRESS',
  departments: ['60'],
  timeZone: zone,
  locale: 'fr',
} as const;
const other = (id: string) => ({ id, name: id });

const edition: Edition = {
  id: 'e',
  name: 'Novembre 2026',
  year: 2026,
  startsOn: '2026-11-01',
  endsOn: '2026-11-30',
  message: null,
  priority: null,
  open: true,
  tellsAcceptances: true,
  themes: [],
  expectedResults: [],
};

it('5 000 proposals don’t freeze the queue: twice as many take twice the work', () => {
  const looks = (number: number): number => {
    let count = 0;
    const proposals = Array.from({ length: number }, (_, index): Event => {
      const day = String(1 + (index % 28)).padStart(2, '0');
      const proposal = event(`p${index}`, '60', slot(`2026-11-${day}T14:00`));
      const { slots } = proposal;
      return Object.defineProperty({ ...proposal, number: index, status: 'PROPOSED' }, 'slots', {
        get: () => {
          count += 1;
          return slots;
        },
      });
    });
    const first = proposals.slice(0, SHOWN_IN_QUEUE);
    const queue = queueOf({ region }, edition, { waiting: proposals, first, around: proposals, merges: [] });
    // Others have their turn after a few of them.
    let steps = 0;
    let step = queue.next();
    for (; !step.done; step = queue.next()) steps += 1;
    expect(steps).toBeGreaterThanOrEqual(number / 50);
    expect(step.value.events).toHaveLength(number);
    expect(step.value.first).toHaveLength(SHOWN_IN_QUEUE);
    expect(step.value.first.every(({ clashes }) => clashes.overlaps.length > 0)).toBe(true);
    return count;
  };
  expect(looks(1_000)).toBeLessThanOrEqual(2.1 * looks(500));
});

it('counts a sheet out of thirteen', () => {
  const bare = event('a', '60', slot('2026-11-14T14:00'));
  expect(completeness(bare)).toMatchObject({ done: 5, total: 13 });
  expect(completeness({ ...bare, price: 'gratuit', pictureId: 'x' })).toMatchObject({ done: 7 });
  const whole = { ...recordOf(completionTexts, () => ''), pictureId: '' };
  expect(completeness(whole)).toEqual({ done: 13, total: 13, missing: [] });
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
  ['accept', 'PROPOSED', 'ACCEPTED'],
  ['refuse', 'PROPOSED', 'REFUSED'],
  ['refuse', 'QUESTIONED', 'REFUSED'],
  ['ask', 'PROPOSED', 'QUESTIONED'],
  ['ask', 'QUESTIONED', 'QUESTIONED'],
  ['complete', 'ACCEPTED', 'ACCEPTED'],
  ['modify', 'POSTPONED', 'POSTPONED'],
  ['reschedule', 'QUESTIONED', 'PROPOSED'],
  ['reschedule', 'ACCEPTED', 'ACCEPTED'],
  ['invite', 'PROPOSED', 'PROPOSED'],
  ['invite', 'QUESTIONED', 'QUESTIONED'],
  ['invite', 'POSTPONED', 'POSTPONED'],
  ['cancel', 'PROPOSED', 'CANCELLED'],
  ['postpone', 'POSTPONED', 'POSTPONED'],
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

it.each([
  ['an evening', slot('2026-11-14T18:00', '2026-11-14T20:00'), ['2026-11-14']],
  ['what has no end', slot('2026-11-14T18:00'), ['2026-11-14']],
  ['what has no end, late', slot('2026-11-14T23:30'), ['2026-11-14']],
  ['a night, of the day it began on', slot('2026-11-14T22:00', '2026-11-15T02:00'), ['2026-11-14']],
  ['a night until six', slot('2026-11-14T22:00', '2026-11-15T05:59'), ['2026-11-14']],
  ['a night and more', slot('2026-11-14T22:00', '2026-11-15T06:00'), ['2026-11-14', '2026-11-15']],
  ['a morning after midnight', slot('2026-11-15T00:30', '2026-11-15T02:00'), ['2026-11-15']],
  ['whole days', slot('2026-11-14T00:00', '2026-11-17T00:00', true), ['2026-11-14', '2026-11-15', '2026-11-16']],
])('knows the days of a slot: %s', (_what, one, days) => {
  expect(localDaysOf(one, zone)).toEqual(days);
});

it.each([
  ['a coordinator', { coordinator: true, organisations: [] }, true],
  ['a member of what leads it', { coordinator: false, organisations: [other('b'), other('a')] }, true],
  ['a member of another', { coordinator: false, organisations: [other('b')] }, false],
  ['somebody of none', { coordinator: false, organisations: [] }, false],
])('is changed by %s: %#', (_who, actor, expected) => {
  expect(mayChange(actor, event('a', '60'))).toBe(expected);
});

it('counts the dates that are outside the edition', () => {
  const month = { startsOn: '2026-11-01', endsOn: '2026-11-30' };
  const among = (count: number, of: number) => ({ edition: month, count, of });
  expect(outsideOf([slot('2026-11-30T20:00', '2026-12-01T01:00')], month, zone)).toBeNull();
  expect(outsideOf([slot('2026-11-14T20:00'), slot('2026-12-01T20:00')], month, zone)).toEqual(among(1, 2));
  expect(outsideOf([slot('2026-11-01T00:00', '2026-12-01T00:00', true)], month, zone)).toBeNull();
  expect(outsideOf([slot('2026-10-31T20:00')], month, zone)).toEqual(among(1, 1));
  expect(outsideOf([slot('2026-11-30T10:00', '2026-12-01T10:00')], month, zone)).toEqual(among(1, 1));
});

it('reminds a week before the edition at ten by the clock', () => {
  expect(reminderTimes('2026-11-01', zone)).toEqual({
    at: new Date('2026-10-25T10:00:00+01:00'),
    expires: new Date('2026-11-01T00:00:00+01:00'),
  });
});

const visit = slot('2026-11-14T10:00', '2026-11-14T16:00');
const exhibition = slot('2026-11-01T10:00', '2026-11-30T18:00');
it.each([
  ['the day before it, before six', '13T17:00', [visit], '13T18:00'],
  ['the day before it, after six', '13T18:30', [visit], '13T18:40'],
  ['just before six', '13T17:55', [slot('2026-11-13T17:57', '2026-11-13T20:00')], '13T18:00'],
  ['before one of its dates', '13T18:30', [slot('2026-11-02T10:00'), visit, slot('2026-11-20T10:00')], '13T18:40'],
  ['while it goes on', '13T09:00', [exhibition], '13T18:00'],
  ['on its last day', '30T09:00', [exhibition], '30T09:10'],
  ['on its day, without an end', '14T12:00', [slot('2026-11-14T10:00')], '14T12:10'],
  ['once it is over', '16T10:00', [visit], '16T18:00'],
])('tells the channels in time of what is accepted %s', (_when, now, slots, expected) => {
  const at = (moment: string) => new Date(`2026-11-${moment}:00+01:00`);
  expect(announcedFrom(slots, at(now), zone)).toEqual(at(expected));
});
