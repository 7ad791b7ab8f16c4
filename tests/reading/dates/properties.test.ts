import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atLocalTime, dayAfterAt, formatSlots, localDay, type Slot } from '../../../src/dates/index.ts';
import {
  type MomentContext,
  momentValue,
  readMoment,
  suggestMoments,
  typedForm,
  typedMoment,
} from '../../../src/reading/index.ts';
import { IN_ENGLISH, NOVEMBER, PARIS } from './moments.ts';

const DAY_MS = 24 * 3_600_000;

const pieces = fc.constantFrom(
  ...[
    '14',
    '31',
    '2026',
    '14/11',
    '18h',
    '18h30',
    '25h',
    '6pm',
    'midi',
    'minuit',
    'novembre',
    'mar',
    'samedi',
    'lundi',
  ],
  ...['prochain', 'next', 'du', 'au', 'à', 'et', 'ou', '-', ',', 'de', 'le', 'soir', 'demain', 'vers', 'entre', 'dans'],
  ...['jours', '1er', 'toute la journée', 'jusqu’à', 'et demie', '00', '99999999999999999999', '2026-11-14T18:30', '/'],
);

const contexts = fc.constantFrom<MomentContext>(NOVEMBER, IN_ENGLISH, {
  now: new Date('2026-10-25T00:30:00Z'),
  timeZone: 'Europe/Paris',
  locale: 'fr',
  allowPast: true,
  timeRequired: false,
});

/** The minutes count from NOVEMBER.now, over the two clock changes of the coming year. */
const minute = fc.integer({ min: 1, max: 400 * 24 * 60 });
const instant = minute.map((minutes) => new Date(NOVEMBER.now.getTime() + minutes * 60_000));

const slot = fc.tuple(instant, fc.option(fc.integer({ min: 1, max: 3 * 24 * 60 }))).map(([start, length]): Slot => {
  return { start, end: length === null ? null : new Date(start.getTime() + length * 60_000), allDay: false };
});

const anyDay = fc
  .integer({ min: 1, max: 390 })
  .map((days) => localDay(new Date(NOVEMBER.now.getTime() + days * DAY_MS), PARIS));

/** These spans last from an evening into the small hours. */
const night = fc
  .tuple(anyDay, fc.integer({ min: 17 * 60, max: 24 * 60 - 1 }), fc.integer({ min: 0, max: 6 * 60 - 1 }))
  .map(([day, from, to]): Slot => {
    const clock = (minutes: number) =>
      `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    const start = atLocalTime(day, clock(from), PARIS);
    return { start, end: dayAfterAt(start, 1, clock(to), PARIS), allDay: false };
  });

const wholeDays = fc.tuple(anyDay, fc.integer({ min: 1, max: 5 })).map(([day, length]): Slot => {
  const start = atLocalTime(day, '00:00', PARIS);
  return { start, end: dayAfterAt(start, length, '00:00', PARIS), allDay: true };
});

describe('any text', () => {
  test('is read or refused, never more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), contexts, (text, context) => {
        expect(readMoment(text, context)).toHaveProperty('ok');
      }),
      { numRuns: 250 },
    );
  });

  test('made of calendar words is read or refused, and slots are in order', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 9 }), contexts, (words, context) => {
        const reading = readMoment(words.join(' '), context);
        const all = reading.ok ? [reading.value] : reading.alternatives;
        for (const { start, end } of all.flat()) {
          expect(Number.isNaN(start.getTime())).toBe(false);
          if (end) expect(end > start).toBe(true);
        }
        if (reading.ok && !context.allowPast)
          expect(reading.value.every(({ start, end, allDay }) => (allDay && end ? end : start) > context.now)).toBe(
            true,
          );
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what we write we read back', () => {
  test('values, to the minute, whatever the clocks do', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(slot, { minLength: 1, maxLength: 4, selector: ({ start }) => start.getTime() }),
        (slots) => {
          const reading = readMoment(momentValue(slots, NOVEMBER.timeZone), NOVEMBER);
          expect(reading).toMatchObject({ ok: true, value: slots });
        },
      ),
      { numRuns: 250 },
    );
  });

  test.each([NOVEMBER, IN_ENGLISH])('sentences, except in the hour that comes twice', (context) => {
    fc.assert(
      fc.property(slot, (only) => {
        fc.pre(!momentValue([only], context.timeZone).includes('+'));
        const text = formatSlots([only], context);
        expect(readMoment(text, context), text).toMatchObject({ ok: true, value: [only] });
      }),
      { numRuns: 250 },
    );
  });

  test.each([NOVEMBER, IN_ENGLISH])('what a form holds: several dates, nights, whole days', (context) => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.oneof(slot, night, wholeDays), {
          minLength: 1,
          maxLength: 4,
          selector: ({ start }) => start.getTime(),
        }),
        (slots) => {
          const text = typedMoment(slots, context);
          expect(readMoment(text, context), text).toMatchObject({ ok: true, value: slots });
          const value = momentValue(slots, context.timeZone);
          // An offset is needed only in the hour that comes twice, to tell which is meant.
          if (!value.includes('+')) expect(text).not.toMatch(/\d{4}-\d\d-\d\d/);
          expect(typedForm(value, context)).toBe(text);
        },
      ),
      { numRuns: 80 },
    );
  });

  test('suggestions', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 5 }), (words) => {
        for (const { label, value } of suggestMoments(words.join(' '), NOVEMBER)) {
          expect(label.length).toBeLessThanOrEqual(100);
          expect(value.length).toBeLessThanOrEqual(100);
          const reading = readMoment(value, NOVEMBER);
          expect(reading.ok && momentValue(reading.value, NOVEMBER.timeZone)).toBe(value);
        }
      }),
    );
  });
});
