import { type Answers, type AnswerValue, choiceOf, ownAnswer } from '../questions/answers.ts';
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
import { leaveQuestion } from '../questions/read-reply.ts';
import type { Questionnaire } from '../survey.ts';

/** The part of a questionnaire that determines the next question. The id seeds the order of ranked options. */
export type AnsweredQuestionnaire = Pick<Questionnaire, 'id' | 'kind' | 'answers'>;

/** Returns the questions that a questionnaire with these answers asks. */
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

/** Returns whether the question is answered completely. */
export function isAnswered(question: Question, answers: Answers): boolean {
  const value = answers[question.id];
  if (value === undefined) return false;
  const own = ownAnswer(question, value);
  return own === null || (questionKindOf(question).isDone?.(question, own) ?? true);
}

/** Returns the first question without a complete answer; null when the questionnaire is complete. */
export function nextStep(questionnaire: AnsweredQuestionnaire): QuestionStep | null {
  const open = askedQuestions(questionnaire.kind, questionnaire.answers).find(
    (question) => !isAnswered(question, questionnaire.answers),
  );
  return open === undefined ? null : stepAt(questionnaire, open);
}

/** Returns a question at the step to show: the first when it is answered, otherwise the one it has come to. */
export function stepAt(questionnaire: AnsweredQuestionnaire, question: Question): QuestionStep {
  const begun = isAnswered(question, questionnaire.answers)
    ? null
    : ownAnswer(question, questionnaire.answers[question.id]);
  return stepWith(questionnaire, question, begun);
}

/** Returns the step that an input applies to. A kind that grows continues with its answer, complete or not. */
export function currentStep(questionnaire: AnsweredQuestionnaire, question: Question): QuestionStep {
  const held = ownAnswer(question, questionnaire.answers[question.id]);
  return held !== null && questionKindOf(question).grows
    ? stepWith(questionnaire, question, held)
    : stepAt(questionnaire, question);
}

/** Returns the answer that leaves a question as far as it has come. */
export function leftAs(questionnaire: AnsweredQuestionnaire, question: Question): AnswerValue {
  return leaveQuestion(currentStep(questionnaire, question));
}

/**
 * Returns the question that is asked below one that may be left: an optional detail, or an optional question that is
 * answered in part. Whoever answers the one below needn't press [Passer] or [Terminé] first. Null where nothing is.
 */
export function questionBelow(questionnaire: AnsweredQuestionnaire, question: Question): Question | null {
  const { answers } = questionnaire;
  if (question.optional !== true || isAnswered(question, answers)) return null;
  const left = leftAs(questionnaire, question);
  if (question.after === undefined && left.kind === 'skipped') return null;
  const next = nextStep({ ...questionnaire, answers: { ...answers, [question.id]: left } })?.question;
  // With two details it wouldn't be clear which one a typed answer is for.
  return next === undefined || next.after !== undefined ? null : next;
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
  /** The number of main questions that are answered, including "je ne sais pas" and [Passer]. */
  readonly answered: number;
  /** The number of main questions that are asked: one when the event was cancelled. */
  readonly of: number;
}

/** Returns the counts in "3 sur 12". */
export function progressOf(kind: QuestionnaireKind, answers: Answers): Progress {
  const main = askedQuestions(kind, answers).filter((question) => question.after === undefined);
  return { answered: main.filter((question) => isAnswered(question, answers)).length, of: main.length };
}

export function isComplete(kind: QuestionnaireKind, answers: Answers): boolean {
  return askedQuestions(kind, answers).every((question) => isAnswered(question, answers));
}

/**
 * Returns whether a questionnaire counts as received ("13 reçus sur 22"). The first answer makes it so, because every
 * answer is saved at once and nothing is submitted at the end; each figure tells how many answered its own question. Of
 * these, incomplete ones are counted beside ("dont 1 en cours"). A postponed event's doesn't count, because the event
 * is asked about again after its new date.
 */
export function isReceived(kind: QuestionnaireKind, answers: Answers): boolean {
  if (isPostponed(answers)) return false;
  return QUESTIONS[kind].some(({ id, after }) => after === undefined && answers[id] !== undefined);
}

/** Returns whether a questionnaire is received but incomplete: "dont 1 en cours". */
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
