import { expect, it } from 'vitest';
import type { Slot } from '../../../src/dates/index.ts';
import { editionSpan, sortedSlots } from '../../../src/features/events/slots.ts';

const zone = 'Europe/Paris';
const slot = (start: string, end: string | null = null): Slot => ({
  start: new Date(`${start}+01:00`),
  end: end === null ? null : new Date(`${end}+01:00`),
  allDay: false,
});

it('spans an edition from its first instant to the first after it', () => {
  expect(editionSpan({ startsOn: '2026-11-01', endsOn: '2026-11-30' }, zone)).toEqual({
    from: new Date('2026-11-01T00:00:00+01:00'),
    to: new Date('2026-12-01T00:00:00+01:00'),
  });
});

it('puts dates in order, each once', () => {
  const [first, second] = [slot('2026-11-14T14:00'), slot('2026-11-15T14:00')];
  expect(sortedSlots([second, first, { ...second }])).toEqual([first, second]);
  const longer = slot('2026-11-14T14:00', '2026-11-14T18:00');
  expect(sortedSlots([first, longer, { ...longer }, first])).toEqual([first, longer]);
  expect(sortedSlots([slot('2026-11-14T14:00', '2026-11-14T16:00'), longer])).toHaveLength(2);
});
