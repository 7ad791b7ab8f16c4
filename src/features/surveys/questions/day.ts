import { z } from 'zod';
import { localDay } from '../../../dates/index.ts';
import { readMoment } from '../../../reading/index.ts';
import { extraButton, SURVEY_ACTIONS, typedControls } from './controls.ts';
import { lineInForm } from './in-form.ts';
import { ofKind, type QuestionBase, type QuestionKind } from './kind.ts';
import { accepted, refused } from './reading.ts';
import { saysUnknown } from './usual-words.ts';

export interface DayQuestion extends QuestionBase {
  readonly kind: 'day';
}

const WEEK_MS = 7 * 86_400_000;

/** `day` is written "2008-11-15"; `typed` keeps the reply as it was typed. */
const stored = z.strictObject({ kind: z.literal('day'), day: z.iso.date(), typed: z.string() });

type DayAnswer = z.infer<typeof stored>;

const dayAnswerIn = ofKind<DayAnswer>('day');

/** Returns the day of an answer, "2008-11-15"; null without an answer or when it isn't known. */
export function dayIn(value: Parameters<typeof dayAnswerIn>[0]): string | null {
  return dayAnswerIn(value)?.day ?? null;
}

/** A question answered with a future date, or "je ne sais pas". */
export const dayKind: QuestionKind<DayQuestion, DayAnswer> = {
  kind: 'day',
  stored,
  standIns: () => ['unknown'],
  read(_step, typed, { now, timeZone, locale }) {
    if (saysUnknown(typed)) return accepted({ kind: 'unknown' });
    const moment = readMoment(typed, { now, timeZone, locale, timeRequired: false });
    const start = moment.ok ? moment.value[0]?.start : undefined;
    if (start === undefined)
      return refused('unreadableDay', [], { day: localDay(new Date(now.getTime() + WEEK_MS), timeZone) });
    return accepted({ kind: 'day', day: localDay(start, timeZone), typed: typed.trim() });
  },
  text: (t, answer) => t.day(answer.day),
  typedBefore: ({ typed }) => typed,
  formFields: lineInForm,
  controls: (t, shown) =>
    typedControls(t, shown, SURVEY_ACTIONS.write, extraButton(t, shown, 'unknown', 'surveys.options.dontKnow')),
  counts: (answer) => [answer.day],
};
