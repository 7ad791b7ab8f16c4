import { z } from 'zod';
import type { Translator } from '../../../texts/translator.ts';
import type { Question, QuestionId } from './catalogue.ts';
import { optionIn } from './choice.ts';
import { type AnyAnswer, isQuestionKind, questionKindOf } from './kinds.ts';
import type { OptionId } from './options.ts';
import { isStandIn, type StandIn, standIn, standInText } from './stand-in.ts';

/** An answer, or what stands in for one, as stored in JSON. */
export type AnswerValue = AnyAnswer | StandIn;
export type AnswerOf<Kind extends AnswerValue['kind']> = Extract<AnswerValue, { kind: Kind }>;

/** The current answers of a questionnaire, by question. */
export type Answers = { readonly [Q in QuestionId]?: AnswerValue };

/** Copies nothing of what it looks at: a bilan parses tens of thousands of answers. */
const named = z.custom<{ readonly kind: string }>(
  (stored) => typeof stored === 'object' && stored !== null && 'kind' in stored && typeof stored.kind === 'string',
);

/** Parses a stored answer. Throws ZodError when it is malformed. */
export function parseAnswer(stored: unknown): AnswerValue {
  const { kind } = named.parse(stored);
  return isQuestionKind(kind) ? questionKindOf({ kind }).stored.parse(stored) : standIn.parse(stored);
}

/** Returns the option chosen in a question of kind 'choice'; null when it isn't answered. */
export function choiceOf(answers: Answers, question: QuestionId): OptionId | null {
  return optionIn(answers[question]);
}

/** Returns the value if it is an answer of the question's own kind; null for a stand-in. */
export function ownAnswer({ kind }: Question, value: AnswerValue | null | undefined): AnyAnswer | null {
  return value && !isStandIn(value) && value.kind === kind ? value : null;
}

/** Returns whether a value is a valid answer to the question, wherever it comes from: a button, a form, an import. */
export function isValidAnswer(question: Question, value: AnswerValue): boolean {
  if (value.kind === 'skipped') return question.optional === true;
  const kind = questionKindOf(question);
  if (isStandIn(value)) return kind.standIns?.(question).includes(value.kind) ?? false;
  const own = ownAnswer(question, value);
  return own !== null && (kind.fits?.(question, own) ?? true);
}

/** Words an answer. */
export function answerText(t: Translator, value: AnswerValue): string {
  return isStandIn(value) ? standInText(t, value) : questionKindOf(value).text(t, value);
}

/** Returns the values that an answer counts for, such as the chosen options. */
export function countsIn(value: AnswerValue): readonly string[] {
  return isStandIn(value) ? [] : (questionKindOf(value).counts?.(value) ?? []);
}
