import { expect, it, test } from 'vitest';
import type { Meeting, RsvpAnswer } from '../../../src/features/meetings/meeting.ts';
import { countAnswers, isReminderName, remindersOf } from '../../../src/features/meetings/rules.ts';

const PARIS = 'Europe/Paris';

it('reminds at 10:00 by the clock, also across the night the clocks change, and only while its words are true', () => {
  const startsAt = new Date('2026-10-27T14:00:00+01:00');
  expect(remindersOf(startsAt, PARIS, new Date('2026-10-01T09:00:00+02:00'))).toEqual([
    { name: '7d', at: new Date('2026-10-20T10:00:00+02:00'), expires: new Date('2026-10-21T00:00:00+02:00') },
    { name: '1d', at: new Date('2026-10-26T10:00:00+01:00'), expires: new Date('2026-10-27T00:00:00+01:00') },
    { name: '1h', at: new Date('2026-10-27T13:00:00+01:00'), expires: startsAt },
  ]);
});

it('leaves out what has gone by', () => {
  const reminders = remindersOf(new Date('2026-10-06T09:00:00+02:00'), PARIS, new Date('2026-10-05T10:00:00+02:00'));
  expect(reminders.map(({ name }) => name)).toEqual(['1h']);
});

test.each([
  ['7d', true],
  ['1d', true],
  ['1h', true],
  ['2d', false],
  ['announcement', false],
  ['', false],
])('« %s » names a reminder: %s', (name, expected) => {
  expect(isReminderName(name)).toBe(expected);
});

it('counts how many said what', () => {
  const said = (...answers: RsvpAnswer[]): Meeting['answers'] =>
    answers.map((answer, index) => ({ personId: `p${index}`, answer }));
  const meeting = (answers: Meeting['answers']) => ({ answers }) as Meeting;
  expect(countAnswers(meeting(said('YES', 'NO', 'YES', 'MAYBE', 'YES', 'NO')))).toEqual({ YES: 3, MAYBE: 1, NO: 2 });
  expect(countAnswers(meeting([]))).toEqual({ YES: 0, MAYBE: 0, NO: 0 });
});
