import { z } from 'zod';
import { SURVEY_ACTIONS, typedControls } from './controls.ts';
import { linesInForm } from './in-form.ts';
import { ofKind, type QuestionBase, type QuestionKind } from './kind.ts';
import { accepted } from './reading.ts';
import { saysNoMore } from './usual-words.ts';

export interface TextQuestion extends QuestionBase {
  readonly kind: 'text';
}

const stored = z.strictObject({ kind: z.literal('text'), text: z.string().trim().min(1) });

type FreeText = z.infer<typeof stored>;

const freeTextIn = ofKind<FreeText>('text');

/** Returns the text of an answer; null without one. */
export function writtenIn(value: Parameters<typeof freeTextIn>[0]): string | null {
  return freeTextIn(value)?.text ?? null;
}

/** A question answered with free text. */
export const textKind: QuestionKind<TextQuestion, FreeText> = {
  kind: 'text',
  stored,
  takesAnything: true,
  read: (_step, typed) => accepted(saysNoMore(typed) ? { kind: 'skipped' } : { kind: 'text', text: typed.trim() }),
  text: (_t, answer) => answer.text,
  typedBefore: (answer) => answer.text,
  formFields: linesInForm,
  controls: (t, shown) => typedControls(t, shown, SURVEY_ACTIONS.writeLong),
};
