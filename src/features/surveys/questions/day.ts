import { z } from 'zod';
import { localDay } from '../../../dates/index.ts';
import { type MomentReading, readMoment } from '../../../reading/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import { localDaysOf } from '../../events/rules.ts';
import { extraButton, SURVEY_ACTIONS, typedControls } from './controls.ts';
import { lineInForm } from './in-form.ts';
import { ofKind, type QuestionBase, type QuestionKind } from './kind.ts';
import { accepted, type ReadingContext, refused } from './reading.ts';
import { saysUnknown } from './usual-words.ts';

export interface DayQuestion extends QuestionBase {
  readonly kind: 'day';
}

const WEEK_MS = 7 * 86_400_000;

/** The days before now in which a date without a year may have been; of an earlier one the next year's is meant. */
const RECENT_MS = 90 * 86_400_000;

/** `day`, and the last day where there are several, are written "2008-11-15"; `typed` keeps the reply as it was typed. */
const stored = z.strictObject({
  kind: z.literal('day'),
  day: z.iso.date(),
  lastDay: z.iso.date().optional(),
  typed: z.string(),
});

type DayAnswer = z.infer<typeof stored>;

const dayAnswerIn = ofKind<DayAnswer>('day');

/** Returns the first day of an answer, and its last, both "2008-11-15"; null without an answer or when it isn't known. */
export function daysIn(value: Parameters<typeof dayAnswerIn>[0]): NewDays | null {
  const answer = dayAnswerIn(value);
  return answer && { first: answer.day, last: answer.lastDay ?? answer.day };
}

/** Words the days: the first and, where there are several, the last. */
export function daysText(t: Translator, { first, last }: NewDays): string {
  const day = t.day(first);
  return first === last ? day : t.text('surveys.answers.severalDays', { day, last: t.day(last) });
}

/** The first and the last of the days on which something takes place. */
export interface NewDays {
  readonly first: string;
  readonly last: string;
}

/** Reads the days in a reply, be they past; a date without a year is the nearest, unless that was long ago. */
function readDays(typed: string, { now, timeZone, locale }: ReadingContext): NewDays | null {
  const context = { now, timeZone, locale, timeRequired: false };
  const nearest = daysOf(readMoment(typed, { ...context, allowPast: true }), timeZone);
  // A weekday may only be that of the next year.
  if (nearest !== null && nearest.last >= localDay(new Date(now.getTime() - RECENT_MS), timeZone)) return nearest;
  return daysOf(readMoment(typed, context), timeZone) ?? nearest;
}

function daysOf(reading: MomentReading, timeZone: string): NewDays | null {
  if (!reading.ok) return null;
  const days = reading.value.flatMap((slot) => localDaysOf(slot, timeZone)).toSorted();
  const [first, last] = [days.at(0), days.at(-1)];
  return first === undefined || last === undefined ? null : { first, last };
}

/** A question answered with a future date, or "je ne sais pas". */
export const dayKind: QuestionKind<DayQuestion, DayAnswer> = {
  kind: 'day',
  stored,
  standIns: () => ['unknown'],
  read(_step, typed, context) {
    if (saysUnknown(typed)) return accepted({ kind: 'unknown' });
    const { now, timeZone } = context;
    const days = readDays(typed, context);
    if (days === null)
      return refused('unreadableDay', [], { day: localDay(new Date(now.getTime() + WEEK_MS), timeZone) });
    const { first: day, last } = days;
    if (last < localDay(now, timeZone)) return refused('pastDay', [], { day: last });
    return accepted({ kind: 'day', day, ...(last === day ? {} : { lastDay: last }), typed: typed.trim() });
  },
  text: (t, { day, lastDay = day }) => daysText(t, { first: day, last: lastDay }),
  typedBefore: ({ typed }) => typed,
  formFields: lineInForm,
  controls: (t, shown) =>
    typedControls(t, shown, SURVEY_ACTIONS.write, extraButton(t, shown, 'unknown', 'surveys.options.dontKnow')),
  counts: (answer) => [answer.day],
};
