import type { AnswerValue } from './answers.ts';
import type { QuestionStep } from './catalogue.ts';
import { questionKindOf } from './kinds.ts';
import { accepted, type ReadingContext, type ReplyReading, refused } from './reading.ts';
import { saysNoAnswer, saysSkip } from './usual-words.ts';

/** Reads a typed reply to a question at this step. */
export function readReply(step: QuestionStep, typed: string, context: ReadingContext): ReplyReading<AnswerValue> {
  if (typed.trim() === '') return refused('empty');
  if (step.question.optional === true && (saysSkip(typed) || saysNoAnswer(typed))) return accepted(leaveQuestion(step));
  if (saysNoAnswer(typed) && questionKindOf(step.question).takesAnything !== true) return refused('noAnswer');
  return questionKindOf(step.question).read(step, typed, context);
}

/** Returns the answer when [Passer] or [Terminé] is pressed; what was given in earlier steps stays. */
export function leaveQuestion({ question, soFar }: QuestionStep): AnswerValue {
  return questionKindOf(question).leave?.(soFar) ?? { kind: 'skipped' };
}
