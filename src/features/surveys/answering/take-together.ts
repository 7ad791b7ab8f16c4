import { askedQuestions, stepAt } from '../questionnaires/rules.ts';
import { type AnswerValue, isValidAnswer } from '../questions/answers.ts';
import { QUESTIONS, type Question } from '../questions/catalogue.ts';
import { optionIn } from '../questions/choice.ts';
import { questionKindOf } from '../questions/kinds.ts';
import { readReply } from '../questions/read-reply.ts';
import { type ReadingContext, type ReplyReading, type ReplyRefusal, refused } from '../questions/reading.ts';
import type { Questionnaire } from '../survey.ts';

/** An answer to store. */
export interface AnswerToSave {
  readonly question: Question;
  readonly value: AnswerValue;
}

/** The part of a reply that is meant for the question that follows, and why it can't be read as its answer. */
export interface LeftOver {
  readonly question: Question;
  readonly typed: string;
  readonly refusal: ReplyRefusal;
}

/** The answers that a reply gives together; `left` is what it said besides and couldn't be read. */
export type Together =
  | { readonly ok: true; readonly answers: readonly AnswerToSave[]; readonly left: LeftOver | null }
  | ReplyRefusal;

/**
 * Reads a reply that speaks to a question and to the one that follows it: "oui, environ 150". Null where it speaks to
 * the first alone; where any text answers what follows, what stands behind the comma needn't be meant as that answer.
 */
export function takeTogether(
  questionnaire: Pick<Questionnaire, 'id' | 'kind' | 'answers'>,
  question: Question,
  typed: string,
  context: ReadingContext,
): Together | null {
  const { kind, answers } = questionnaire;
  const followUp = QUESTIONS[kind].find(({ after }) => after?.question === question.id);
  if (followUp === undefined || questionKindOf(followUp).takesAnything || answers[followUp.id] !== undefined)
    return null;
  const isAtComma = /[,:;]/u.test(typed);
  // A number or an address may follow without a comma; a word there may be anything.
  const [, head, rest] = (isAtComma ? /^([^,:;]+)[,:;](.+)$/su : /^\s*(\p{L}+)\s+(.+)$/su).exec(typed) ?? [];
  if (head === undefined || rest === undefined) return null;
  const read = (to: Question, said: string, given = answers): ReplyReading<AnswerValue> => {
    const reading = readReply(stepAt({ ...questionnaire, answers: given }, to), said, context);
    return reading.ok && !isValidAnswer(to, reading.value) ? refused('unreadable') : reading;
  };
  const first = read(question, head);
  if (!first.ok) return null;
  const then = { ...answers, [question.id]: first.value };
  const second = read(followUp, rest.trim(), then);
  if (!askedQuestions(kind, then).includes(followUp)) {
    const option = optionIn(first.value);
    const contradicts = 'together' in question && option !== null && saysMore(second);
    return contradicts ? refused('contradictory', [option]) : null;
  }
  const answer = { question, value: first.value };
  if (second.ok) return { ok: true, answers: [answer, { question: followUp, value: second.value }], left: null };
  // "oui, mais pas à tous" isn't the "oui" it begins with, and "oui, bien sûr" says nothing more.
  if (!read(question, typed).ok || read(question, rest.trim()).ok) return null;
  if (!isAtComma && !saysMore(second)) return null;
  return { ok: true, answers: [answer], left: { question: followUp, typed: rest.trim(), refusal: second } };
}

/** Returns whether this reading holds something that its question asks for, be it one that is refused, as "-3" is. */
function saysMore(reading: ReplyReading<AnswerValue>): boolean {
  if (!reading.ok) return !reading.problem.startsWith('unreadable');
  const { value } = reading;
  return value.kind === 'quantity' ? value.value > 0 : value.kind === 'link';
}
