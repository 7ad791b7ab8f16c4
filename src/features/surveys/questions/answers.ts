import { z } from 'zod';
import type { Translator } from '../../../texts/translator.ts';
import type { Question, QuestionId } from './catalogue.ts';
import { optionIn } from './choice.ts';
import { type AnyAnswer, isQuestionKind, questionKindOf } from './kinds.ts';
import type { OptionId } from './options.ts';
import { isStandIn, type StandIn, standIn, standInText } from './stand-in.ts';

/** What is stored of an answer, as JSON. */
export type AnswerValue = AnyAnswer | StandIn;
export type AnswerOf<Kind extends AnswerValue['kind']> = Extract<AnswerValue, { kind: Kind }>;

/** What a questionnaire holds now. */
export type Answers = { readonly [Q in QuestionId]?: AnswerValue };

const named = z.looseObject({ kind: z.string() });

/** An answer as it was stored. */
export function parseAnswer(stored: unknown): AnswerValue {
  const { kind } = named.parse(stored);
  return isQuestionKind(kind) ? questionKindOf({ kind }).stored.parse(stored) : standIn.parse(stored);
}

/** The option chosen in a question of one choice; null when it isn't answered. */
export function choiceOf(answers: Answers, question: QuestionId): OptionId | null {
  return optionIn(answers[question]);
}

/** An answer of the question's own kind; null for what stands in place of one. */
export function ownAnswer({ kind }: Question, value: AnswerValue | null | undefined): AnyAnswer | null {
  return value && !isStandIn(value) && value.kind === kind ? value : null;
}

/** Whether a value may stand as the answer of a question, whoever made it: a button, a form, an import. */
export function isValidAnswer(question: Question, value: AnswerValue): boolean {
  if (value.kind === 'skipped') return question.optional === true;
  const kind = questionKindOf(question);
  if (isStandIn(value)) return kind.standIns?.(question).includes(value.kind) ?? false;
  const own = ownAnswer(question, value);
  return own !== null && (kind.fits?.(question, own) ?? true);
}

/** An answer in words. */
export function answerText(t: Translator, value: AnswerValue): string {
  return isStandIn(value) ? standInText(t, value) : questionKindOf(value).text(t, value);
}

/** What an answer adds one to, where answers are counted. */
export function countsIn(value: AnswerValue): readonly string[] {
  return isStandIn(value) ? [] : (questionKindOf(value).counts?.(value) ?? []);
}
