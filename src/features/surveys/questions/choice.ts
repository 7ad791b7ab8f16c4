import { z } from 'zod';
import { actions } from '../../../chat/message.ts';
import { optionsOf, pressButton, skipButton } from './controls.ts';
import { ofKind, type QuestionBase, type QuestionKind } from './kind.ts';
import { OPTION_IDS, type OptionId, optionText } from './options.ts';
import { readOption } from './read-option.ts';
import { read, refused } from './reading.ts';

export interface ChoiceQuestion extends QuestionBase {
  readonly kind: 'choice';
  readonly options: readonly OptionId[];
  /** Answers after which nothing but their follow-up is asked. */
  readonly ending?: readonly OptionId[];
}

const stored = z.strictObject({ kind: z.literal('choice'), option: z.enum(OPTION_IDS) });

type Choice = z.infer<typeof stored>;

const choiceIn = ofKind<Choice>('choice');

/** The option that was chosen; null where another kind of answer stands, or none. */
export function chosenIn(value: Parameters<typeof choiceIn>[0]): OptionId | null {
  return choiceIn(value)?.option ?? null;
}

/** One option of several. */
export const choice: QuestionKind<ChoiceQuestion, Choice> = {
  kind: 'choice',
  stored,
  fits: ({ options }, { option }) => options.includes(option),
  isLast: ({ ending = [] }, { option }) => ending.includes(option),
  offers: ({ options }) => ({ options }),
  read({ options }, typed, { locale }) {
    const reading = readOption(options, typed, locale);
    if (reading.found === 'several') return refused('ambiguous', reading.options);
    return reading.found === 'one' ? read({ kind: 'choice', option: reading.option }) : refused('unreadable');
  },
  take({ question }, _held, given) {
    const option = given.by === 'press' ? question.options.find((each) => each === given.what) : undefined;
    return option === undefined ? refused('unreadable') : read({ kind: 'choice', option });
  },
  text: (t, { option }) => t.text(optionText(option)),
  controls: (t, shown) => [
    actions(...optionsOf(t, shown).map(({ value, label }) => pressButton(shown, value, label)), skipButton(t, shown)),
  ],
  counts: ({ option }) => [option],
};
