import { expect, it } from 'vitest';
import { remindersOf } from '../../../src/features/meetings/rules.ts';

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
