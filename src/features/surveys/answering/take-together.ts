import { askedQuestions, stepAt } from '../questionnaires/rules.ts';
import { type AnswerValue, isValidAnswer } from '../questions/answers.ts';
import { QUESTIONS, type Question } from '../questions/catalogue.ts';
import { questionKindOf } from '../questions/kinds.ts';
import { readReply } from '../questions/read-reply.ts';
import type { ReadingContext } from '../questions/reading.ts';
import type { Questionnaire } from '../survey.ts';

/** An answer to store. */
export interface AnswerToSave {
  readonly question: Question;
  readonly value: AnswerValue;
}

/**
 * Reads a reply that answers a question and the one that follows it: "oui, environ 150". Null where it isn't both; where
 * any text answers what follows, what stands behind the comma needn't be meant as that answer.
 */
export function takeTogether(
  questionnaire: Pick<Questionnaire, 'id' | 'kind' | 'answers'>,
  question: Question,
  typed: string,
  context: ReadingContext,
): readonly AnswerToSave[] | null {
  const { kind, answers } = questionnaire;
  const [, head, rest] = /^([^,:;]+)[,:;](.+)$/su.exec(typed) ?? [];
  const followUp = QUESTIONS[kind].find(({ after }) => after?.question === question.id);
  if (head === undefined || rest === undefined || followUp === undefined) return null;
  if (questionKindOf(followUp).takesAnything || answers[followUp.id] !== undefined) return null;
  const first = readReply(stepAt(questionnaire, question), head, context);
  if (!first.ok || !isValidAnswer(question, first.value)) return null;
  const then = { ...questionnaire, answers: { ...answers, [question.id]: first.value } };
  if (!askedQuestions(kind, then.answers).includes(followUp)) return null;
  const second = readReply(stepAt(then, followUp), rest.trim(), context);
  if (!second.ok || !isValidAnswer(followUp, second.value)) return null;
  return [
    { question, value: first.value },
    { question: followUp, value: second.value },
  ];
}
