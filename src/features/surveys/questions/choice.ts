import { z } from 'zod';
import { actions, typingNote } from '../../../chat/message.ts';
import { foldedWords } from '../../../reading/index.ts';
import type { TextKey } from '../../../texts/index.ts';
import { pressButton, skipButton, stepOptions } from './controls.ts';
import { optionInForm, shortText } from './in-form.ts';
import { ofKind, type QuestionBase, type QuestionKind } from './kind.ts';
import { OPTION_IDS, type OptionId, optionText } from './options.ts';
import { readOption } from './read-option.ts';
import { accepted, refused } from './reading.ts';

export interface ChoiceQuestion extends QuestionBase {
  readonly kind: 'choice';
  readonly options: readonly OptionId[];
  /** Options that end the questionnaire, except for the question's follow-up. */
  readonly ending?: readonly OptionId[];
  /** Says by example that the follow-up may be answered in the same message. */
  readonly together?: TextKey;
}

const stored = z.strictObject({ kind: z.literal('choice'), option: z.enum(OPTION_IDS) });

type Choice = z.infer<typeof stored>;

const choiceIn = ofKind<Choice>('choice');

/** Returns the chosen option; null for another kind of answer, or none. */
export function optionIn(value: Parameters<typeof choiceIn>[0]): OptionId | null {
  return choiceIn(value)?.option ?? null;
}

const NUMBER_ALONE = /^\d+(?:er|e|eme)?$/;

/** A question with several options of which one is chosen. */
export const choiceKind: QuestionKind<ChoiceQuestion, Choice> = {
  kind: 'choice',
  stored,
  fits: ({ options }, { option }) => options.includes(option),
  isLast: ({ ending = [] }, { option }) => ending.includes(option),
  offers: ({ options }) => ({ options }),
  read({ options }, typed, { locale }) {
    // Its buttons bear no numbers: "2" says how many, and not the second of them.
    if (NUMBER_ALONE.test(foldedWords(typed))) return refused('unreadable');
    const reading = readOption(options, typed, locale);
    if (reading.found === 'several') return refused('ambiguous', reading.options);
    return reading.found === 'one' ? accepted({ kind: 'choice', option: reading.option }) : refused('unreadable');
  },
  take({ question }, _held, given) {
    const option = given.by === 'press' ? question.options.find((each) => each === given.what) : undefined;
    return option === undefined ? refused('unreadable') : accepted({ kind: 'choice', option });
  },
  formFields: ({ id, options }) => ({ '': optionInForm(shortText(id), options) }),
  readForm({ question }, given) {
    const option = question.options.find((each) => each === given['']);
    return option === undefined ? refused('unreadable') : accepted({ kind: 'choice', option });
  },
  fillForm: ({ option }) => ({ '': option }),
  text: (t, { option }) => t.text(optionText(option)),
  controls: (t, shown) => [
    actions(...stepOptions(t, shown).map(({ value, label }) => pressButton(shown, value, label)), skipButton(t, shown)),
    shown.step.question.together === undefined ? null : typingNote(t.text(shown.step.question.together)),
  ],
  counts: ({ option }) => [option],
};
