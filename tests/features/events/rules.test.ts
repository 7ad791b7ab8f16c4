import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Slot } from '../../../src/dates/index.ts';
import type { Event } from '../../../src/features/events/event.ts';
import { completionTexts, proposalTexts, recordOf } from '../../../src/features/events/fields/list.ts';
import { queueOf } from '../../../src/features/events/queue.ts';
import {
  completeness,
  editionSpan,
  isOutside,
  isPossible,
  localDaysOf,
  mayChange,
  overlaps,
  reminderTimes,
  sortedSlots,
  stateAfter,
} from '../../../src/features/events/rules.ts';

const zone = 'Europe/Paris';
const region = {
  id: '',
  name: 'Picardie',
  chamber: 'CRESS',
  departments: ['60'],
  timeZone: zone,
  locale: 'fr',
} as const;
const slot = (start: string, end: string | null = null, allDay = false): Slot => ({
  start: new Date(`${start}+01:00`),
  end: end === null ? null : new Date(`${end}+01:00`),
  allDay,
});

const other = (id: string) => ({ id, name: id });

const event = (id: string, department: string | null, ...slots: Slot[]): Event => ({
  ...recordOf(proposalTexts, () => ''),
  ...recordOf(completionTexts, () => null),
  ...{ id, department, slots, editionId: 'e', number: 1, title: id, venue: '' },
  ...{ municipalityCode: null, municipality: null, theme: null },
  ...{ pictureId: null, status: 'ACCEPTED', statusNote: null, statusAnswer: null },
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

  it.each([
    ['before', 1, 2, ['first', 'second']],
    ['after', 2, 1, ['second', 'first']],
  ] as const)('tells those that clash alike by their number: %s', (_, one, two, expected) => {
    const first = { ...event('first', '80', slot('2026-11-14T15:00')), number: one };
    const second = { ...event('second', '80', slot('2026-11-14T15:00')), number: two };
    expect(overlaps(mine, [first, second], zone).map(({ event: { id } }) => id)).toEqual(expected);
  });

  it('tells what is both before what is at the same hours only', () => {
    const hours = { ...event('hours', '80', slot('2026-11-14T15:00')), number: 1 };
    const both = { ...event('both', '60', slot('2026-11-14T15:00')), number: 2 };
    expect(overlaps(mine, [hours, both], zone).map(({ event: { id } }) => id)).toEqual(['both', 'hours']);
  });

  it('one of several dates is enough, whole days and part of them', () => {
    const often = event('often', '60', slot('2026-11-14T14:00'), slot('2026-11-21T14:00'));
    expect(overlaps(often, [event('a', '80', slot('2026-11-21T15:00'))], zone)).toHaveLength(1);
    const weekend = event('weekend', '60', slot('2026-11-20T10:00', '2026-11-21T09:00'));
    expect(overlaps(often, [weekend], zone)).toMatchObject([{ sameTime: false, sameDepartment: true }]);
  });

  it('two without an end clash within two hours of each other', () => {
    const open = event('open', '60', slot('2026-11-14T14:00'));
    const at = (time: string) => overlaps(open, [event('a', '80', slot(`2026-11-14T${time}`))], zone).length;
    expect(['11:59', '12:00', '12:01', '15:59', '16:00'].map(at)).toEqual([0, 0, 1, 1, 0]);
  });

  it('no two events online are in one department', () => {
    const online = event('online', null, slot('2026-11-14T14:00'));
    expect(overlaps(online, [event('a', null, slot('2026-11-14T20:00'))], zone)).toEqual([]);
    expect(overlaps(online, [event('a', null, slot('2026-11-14T14:00'))], zone)).toMatchObject([
      { sameDepartment: false },
    ]);
  });

  it('tells those that are both first, with the dates that clash', () => {
    const both = event('both', '60', slot('2026-11-13T14:00'), slot('2026-11-14T15:00'));
    const day = event('day', '60', slot('2026-11-14T20:00'));
    const found = overlaps(mine, [day, both], zone);
    expect(found.map(({ event: { id } }) => id)).toEqual(['both', 'day']);
    expect(found[0]?.slots).toEqual([both.slots[1]]);
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
    const { first, events } = queueOf({ region }, proposals);
    expect(events).toHaveLength(number);
    expect(first.every(({ overlaps: found }) => found.length > 0)).toBe(true);
    return count;
  };
  expect(looks(1_000)).toBeLessThanOrEqual(2.1 * looks(500));
});

it('counts a sheet out of eleven', () => {
  const bare = event('a', '60', slot('2026-11-14T14:00'));
  expect(completeness(bare)).toMatchObject({ done: 5, total: 11 });
  expect(completeness({ ...bare, price: 'gratuit', pictureId: 'x' })).toMatchObject({ done: 7 });
  const whole = { ...recordOf(completionTexts, () => ''), pictureId: '' };
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

it('spans an edition from its first instant to the first after it', () => {
  expect(editionSpan({ startsOn: '2026-11-01', endsOn: '2026-11-30' }, zone)).toEqual({
    from: new Date('2026-11-01T00:00:00+01:00'),
    to: new Date('2026-12-01T00:00:00+01:00'),
  });
});

it('says when a date is outside the edition', () => {
  const month = { startsOn: '2026-11-01', endsOn: '2026-11-30' };
  expect(isOutside([slot('2026-11-30T20:00', '2026-12-01T01:00')], month, zone)).toBe(false);
  expect(isOutside([slot('2026-11-14T20:00'), slot('2026-12-01T20:00')], month, zone)).toBe(true);
  expect(isOutside([slot('2026-11-01T00:00', '2026-12-01T00:00', true)], month, zone)).toBe(false);
  expect(isOutside([slot('2026-10-31T20:00')], month, zone)).toBe(true);
  expect(isOutside([slot('2026-11-30T10:00', '2026-12-01T10:00')], month, zone)).toBe(true);
});

it('puts dates in order, each once', () => {
  const [first, second] = [slot('2026-11-14T14:00'), slot('2026-11-15T14:00')];
  expect(sortedSlots([second, first, { ...second }])).toEqual([first, second]);
  const longer = slot('2026-11-14T14:00', '2026-11-14T18:00');
  expect(sortedSlots([first, longer, { ...longer }, first])).toEqual([first, longer]);
  expect(sortedSlots([slot('2026-11-14T14:00', '2026-11-14T16:00'), longer])).toHaveLength(2);
});

it('reminds a week before the edition at ten by the clock', () => {
  expect(reminderTimes('2026-11-01', zone)).toEqual({
    at: new Date('2026-10-25T10:00:00+01:00'),
    expires: new Date('2026-11-01T00:00:00+01:00'),
  });
});
