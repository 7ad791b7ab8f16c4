import { actions, type Block, button, type Control, type Option, typingNote } from '../../../chat/message.ts';
import type { TextKey } from '../../../texts/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { ExtraButton } from './answer-input.ts';
import type { QuestionBase, ShownStep, StoredAnswer } from './kind.ts';
import { optionText } from './options.ts';

/** Names of the actions behind a question's controls, whose ids are `<name>:<conversation>/<question>/…`. */
export const SURVEY_ACTIONS = {
  answer: 'survey-answer',
  confirm: 'survey-confirm',
  choose: 'survey-choose',
  rank: 'survey-rank',
  write: 'survey-write',
  writeLong: 'survey-write-long',
  media: 'survey-media',
  photo: 'survey-photo',
} as const;

/** A shown step of any kind. */
type AnyShown = ShownStep<QuestionBase, StoredAnswer>;

export function stepOptions(t: Translator, { step }: AnyShown): readonly Option[] {
  return step.options.map((option) => ({ value: option, label: t.text(optionText(option)) }));
}

/** Returns a button that answers as soon as it is pressed. */
export function pressButton({ key }: AnyShown, what: string, label: string): Control {
  return button(`${SURVEY_ACTIONS.answer}:${key}/${what}`, label);
}

export function extraButton(t: Translator, shown: AnyShown, what: ExtraButton, label: TextKey): Control {
  return pressButton(shown, what, t.text(label));
}

/** Returns [Passer] if the question is optional, otherwise false. */
export function skipButton(t: Translator, shown: AnyShown): Control | false {
  return shown.step.question.optional === true && extraButton(t, shown, 'leave', 'surveys.buttons.skip');
}

/** Returns a button that opens a form to write the answer. */
export function writeButton(t: Translator, { key }: AnyShown, name: string, label: TextKey): Control {
  return button(`${name}:${key}`, t.text(label));
}

/** Returns the controls of a question that is answered by typing: its form, other buttons, and [Passer]. */
export function typedControls(
  t: Translator,
  shown: AnyShown,
  name: string,
  ...others: readonly Control[]
): readonly (Block | null)[] {
  return [
    typingNote(t.text('surveys.ask.typed')),
    actions(writeButton(t, shown, name, 'surveys.buttons.write'), ...others, skipButton(t, shown)),
  ];
}
