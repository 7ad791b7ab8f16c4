import { z } from 'zod';
import { extraButton, SURVEY_ACTIONS, typedControls } from '../../../../src/features/surveys/questions/controls.ts';
import type { QuestionBase, QuestionKind } from '../../../../src/features/surveys/questions/kind.ts';
import { accepted, type ReplyProblem, refused } from '../../../../src/features/surveys/questions/reading.ts';

/** A kind of question that isn't shipped: an hour of the day. Besides its texts, this file is all that a new kind adds. */
interface HourQuestion extends QuestionBase {
  readonly kind: 'hour';
}

/** "14:30" */
const stored = z.strictObject({ kind: z.literal('hour'), hour: z.string().regex(/^\d\d:\d\d$/) });

type Hour = z.infer<typeof stored>;

export const hour: QuestionKind<HourQuestion, Hour> = {
  kind: 'hour',
  stored,
  standIns: () => ['unknown'],
  read(_step, typed) {
    const [, hours = '', minutes = '00'] = /^\s*(\d{1,2})\s*h\s*(\d\d)?\s*$/i.exec(typed) ?? [];
    if (hours === '' || Number(hours) > 23) return refused('unreadableHour' as ReplyProblem);
    return accepted({ kind: 'hour', hour: `${hours.padStart(2, '0')}:${minutes}` });
  },
  text: (_t, answer) => answer.hour.replace(':', 'h'),
  typedBefore: (answer) => answer.hour.replace(':', 'h'),
  controls: (t, shown) =>
    typedControls(t, shown, SURVEY_ACTIONS.write, extraButton(t, shown, 'unknown', 'surveys.options.dontKnow')),
  counts: (answer) => [answer.hour],
};

export const texts = {
  fr: {
    'surveys.questions.beganAt.text': 'À quelle heure a-t-il commencé ?',
    'surveys.problems.unreadableHour': "Je n'ai pas trouvé d'heure dans « {typed} ». Par exemple : 14h30.",
  },
  en: {
    'surveys.questions.beganAt.text': 'At what time did it begin?',
    'surveys.problems.unreadableHour': 'I found no time in “{typed}”. For example: 14h30.',
  },
} as const;

/** A question of this kind, asked last about an event. */
export const beganAt = { id: 'beganAt', text: 'surveys.questions.beganAt.text', kind: 'hour' } as const;
