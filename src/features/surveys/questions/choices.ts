import { z } from 'zod';
import { choicesField } from '../../../chat/form.ts';
import { actions, select } from '../../../chat/message.ts';
import { SURVEY_ACTIONS, skipButton, stepOptions } from './controls.ts';
import { shortText } from './in-form.ts';
import type { QuestionBase, QuestionKind } from './kind.ts';
import { isWithoutRepeats, OPTION_IDS, type OptionId, optionText } from './options.ts';
import { readOption } from './read-option.ts';
import { accepted, type ReplyReading, refused, splitReply } from './reading.ts';

export interface ChoicesQuestion extends QuestionBase {
  readonly kind: 'choices';
  readonly options: readonly OptionId[];
  /** Options that exclude all others: nobody both distributed posters and never received them. */
  readonly alone: readonly OptionId[];
}

const stored = z.strictObject({ kind: z.literal('choices'), options: z.array(z.enum(OPTION_IDS)).min(1).readonly() });

type Choices = z.infer<typeof stored>;

/** Returns the answer that these options make, or refuses none at all and exclusive options beside others. */
export function chooseSeveral(alone: readonly OptionId[], picked: readonly OptionId[]): ReplyReading<Choices> {
  const lonely = picked.find((option) => alone.includes(option));
  if (picked.length === 0) return refused('empty');
  if (lonely !== undefined && picked.length > 1) return refused('alone', [lonely]);
  return accepted({ kind: 'choices', options: [...picked] });
}

/** A question with several options of which several can be chosen. */
export const choicesKind: QuestionKind<ChoicesQuestion, Choices> = {
  kind: 'choices',
  stored,
  fits: (question, { options }) =>
    isWithoutRepeats(options) &&
    options.every((each) => question.options.includes(each)) &&
    (options.length === 1 || !options.some((each) => question.alone.includes(each))),
  offers: ({ options }) => ({ options }),
  /** Reads replies such as "1, 3 et 4" or "dans nos locaux et réseaux sociaux". */
  read({ question, options }, typed, { locale }) {
    const picked = new Set<OptionId>();
    for (const part of splitReply(typed)) {
      const reading = readOption(options, part, locale);
      if (reading.found === 'several') return refused('ambiguous', reading.options);
      if (reading.found === 'none') return refused('unreadable');
      picked.add(reading.option);
    }
    return chooseSeveral(
      question.alone,
      options.filter((option) => picked.has(option)),
    );
  },
  take({ question }, _held, given) {
    if (given.by !== 'choose') return refused('unreadable');
    return chooseSeveral(
      question.alone,
      question.options.filter((option) => given.options.includes(option)),
    );
  },
  formFields: ({ id, options }) => ({
    '': choicesField({
      label: shortText(id),
      options: options.map((value) => ({ value, label: optionText(value) })),
    }),
  }),
  readForm: ({ question }, given) =>
    chooseSeveral(
      question.alone,
      question.options.filter((option) => given['']?.includes(option)),
    ),
  fillForm: ({ options }) => ({ '': options }),
  text: (t, { options }) => t.list(options.map((option) => t.text(optionText(option)))),
  controls(t, shown) {
    const options = stepOptions(t, shown);
    return [
      actions(select(`${SURVEY_ACTIONS.choose}:${shown.key}`, t.text('surveys.ask.several'), options, options.length)),
      actions(skipButton(t, shown)),
    ];
  },
  counts: ({ options }) => options,
};
