import { z } from 'zod';
import { actions } from '../../../chat/message.ts';
import { pressButton, SURVEY_ACTIONS, stepOptions, typedControls } from './controls.ts';
import type { QuestionBase, QuestionKind } from './kind.ts';
import { OPTION_IDS, type OptionId, optionText } from './options.ts';
import { readOption } from './read-option.ts';
import { accepted, refused } from './reading.ts';

export interface ReasonQuestion extends QuestionBase {
  readonly kind: 'reason';
  /** The usual reasons; 'other' is what somebody says in their own words. */
  readonly options: readonly OptionId[];
}

const stored = z.strictObject({
  kind: z.literal('reason'),
  option: z.enum(OPTION_IDS),
  /** The words that were typed; null when a button was pressed. */
  words: z.string().trim().min(1).nullable(),
});

type Reason = z.infer<typeof stored>;

/** A question for which one presses a usual reason, or says another one in one's own words. */
export const reasonKind: QuestionKind<ReasonQuestion, Reason> = {
  kind: 'reason',
  stored,
  takesAnything: true,
  fits: ({ options }, { option, words }) => options.includes(option) && (words === null || option === 'other'),
  offers: ({ options }) => ({ options }),
  read({ options }, typed, { locale }) {
    const reading = readOption(options, typed, locale);
    if (reading.found === 'one') return accepted({ kind: 'reason', option: reading.option, words: null });
    return accepted({ kind: 'reason', option: 'other', words: typed.trim() });
  },
  take({ question }, _held, given) {
    const option = given.by === 'press' ? question.options.find((each) => each === given.what) : undefined;
    return option === undefined ? refused('unreadable') : accepted({ kind: 'reason', option, words: null });
  },
  text: (t, { option, words }) => words ?? t.text(optionText(option)),
  typedBefore: ({ words }) => words ?? '',
  controls: (t, shown) => [
    actions(...stepOptions(t, shown).map(({ value, label }) => pressButton(shown, value, label))),
    ...typedControls(t, shown, SURVEY_ACTIONS.writeLong),
  ],
  counts: ({ option }) => [option],
};
