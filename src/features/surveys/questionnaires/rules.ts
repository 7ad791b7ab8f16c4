import { type Answers, choiceOf, ownAnswer } from '../questions/answers.ts';
import {
  isQuestionId,
  mainQuestions,
  QUESTIONS,
  type Question,
  type QuestionnaireKind,
  type QuestionStep,
} from '../questions/catalogue.ts';
import { type AnyAnswer, questionKindOf } from '../questions/kinds.ts';
import type { OptionId } from '../questions/options.ts';
import type { Questionnaire } from '../survey.ts';

/**
 * What of a questionnaire decides which question comes next. Its id never changes: the order of ranked options is drawn
 * from it.
 */
export type AnsweredQuestionnaire = Pick<Questionnaire, 'id' | 'kind' | 'answers'>;

/** The questions this questionnaire asks, its answers being what they are. */
export function askedQuestions(kind: QuestionnaireKind, answers: Answers): readonly Question[] {
  const asked: Question[] = [];
  let ended = false;
  for (const question of QUESTIONS[kind]) {
    const { after } = question;
    const applies = after === undefined ? !ended : givenOption(answers, after.question) === after.option;
    if (!applies) continue;
    asked.push(question);
    const own = ownAnswer(question, answers[question.id]);
    ended ||= own !== null && (questionKindOf(question).isLast?.(question, own) ?? false);
  }
  return asked;
}

/** Whether nothing remains to be asked about this question. */
export function isAnswered(question: Question, answers: Answers): boolean {
  const value = answers[question.id];
  if (value === undefined) return false;
  const own = ownAnswer(question, value);
  return own === null || (questionKindOf(question).isDone?.(question, own) ?? true);
}

/** The first question without an answer; null when the questionnaire is complete. */
export function nextStep(questionnaire: AnsweredQuestionnaire): QuestionStep | null {
  const open = askedQuestions(questionnaire.kind, questionnaire.answers).find(
    (question) => !isAnswered(question, questionnaire.answers),
  );
  return open === undefined ? null : stepAt(questionnaire, open);
}

/** A question of the questionnaire by itself: what [Corriger] opens, its answer given or not. */
export function stepAt(questionnaire: AnsweredQuestionnaire, question: Question): QuestionStep {
  const begun = isAnswered(question, questionnaire.answers)
    ? null
    : ownAnswer(question, questionnaire.answers[question.id]);
  return stepWith(questionnaire, question, begun);
}

/** The step a question is at. What grows goes on with the answer there is, complete or not. */
export function currentStep(questionnaire: AnsweredQuestionnaire, question: Question): QuestionStep {
  const held = ownAnswer(question, questionnaire.answers[question.id]);
  return held !== null && questionKindOf(question).grows
    ? stepWith(questionnaire, question, held)
    : stepAt(questionnaire, question);
}

function stepWith({ id, kind }: AnsweredQuestionnaire, question: Question, soFar: AnyAnswer | null): QuestionStep {
  const main = mainQuestions(kind);
  const numbered = question.after?.question ?? question.id;
  return {
    ...{ options: [], place: null, statement: null },
    ...questionKindOf(question).offers?.(question, soFar, id),
    question,
    soFar,
    number: main.findIndex((each) => each.id === numbered) + 1,
    of: main.length,
  };
}

export interface Progress {
  /** Main questions answered, "je ne sais pas" and [Passer] included. */
  readonly answered: number;
  /** Main questions this questionnaire asks: one when the event was cancelled. */
  readonly of: number;
}

/** "3 sur 12". */
export function progressOf(kind: QuestionnaireKind, answers: Answers): Progress {
  const main = askedQuestions(kind, answers).filter((question) => question.after === undefined);
  return { answered: main.filter((question) => isAnswered(question, answers)).length, of: main.length };
}

export function isComplete(kind: QuestionnaireKind, answers: Answers): boolean {
  return askedQuestions(kind, answers).every((question) => isAnswered(question, answers));
}

/**
 * Whether the questionnaire counts as answered ("13 reçus sur 22"): every answer is saved at once and nothing is sent at
 * the end, so the first answer makes it so, and each figure then tells how many answered its own question. What is begun
 * and not complete is told beside it ("dont 1 en cours"). A postponed event hasn't answered yet: it is asked again after
 * its new date.
 */
export function isReceived(kind: QuestionnaireKind, answers: Answers): boolean {
  if (isPostponed(answers)) return false;
  return mainQuestions(kind).some((question) => answers[question.id] !== undefined);
}

/** Received, with questions left: "dont 1 en cours". */
export function isInProgress(kind: QuestionnaireKind, answers: Answers): boolean {
  return isReceived(kind, answers) && !isComplete(kind, answers);
}

export function isPostponed(answers: Answers): boolean {
  return choiceOf(answers, 'held') === 'postponed';
}

export function isCancelled(answers: Answers): boolean {
  return choiceOf(answers, 'held') === 'cancelled';
}

function givenOption(answers: Answers, question: string): OptionId | null {
  return isQuestionId(question) ? choiceOf(answers, question) : null;
}
