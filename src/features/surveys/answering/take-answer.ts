import { type AnsweredQuestionnaire, currentStep } from '../questionnaires/rules.ts';
import type { AnswerInput } from '../questions/answer-input.ts';
import { type AnswerValue, isValidAnswer, ownAnswer } from '../questions/answers.ts';
import type { Question, QuestionStep } from '../questions/catalogue.ts';
import type { AnyAnswer } from '../questions/kinds.ts';
import { questionKindOf } from '../questions/kinds.ts';
import { leaveQuestion, readReply } from '../questions/read-reply.ts';
import { accepted, type ReadingContext, type ReplyReading, refused } from '../questions/reading.ts';

/** Returns the value to store for an answer, or why it is refused. Old buttons count as much as new ones. */
export function takeAnswer(
  questionnaire: AnsweredQuestionnaire,
  question: Question,
  answer: AnswerInput,
  context: ReadingContext,
): ReplyReading<AnswerValue> {
  const step = currentStep(questionnaire, question);
  if (answer.by === 'reply') return readReply(step, answer.text, context);
  const held = ownAnswer(question, questionnaire.answers[question.id]);
  const reading = besideOptions(step, answer) ?? ofItsKind(step, held, answer, context);
  return reading.ok && !isValidAnswer(question, reading.value) ? refused('unreadable') : reading;
}

function ofItsKind(
  step: QuestionStep,
  held: AnyAnswer | null,
  answer: AnswerInput,
  context: ReadingContext,
): ReplyReading<AnswerValue> {
  return questionKindOf(step.question).take?.(step, held, answer, context) ?? refused('unreadable');
}

/** Reads the buttons beside the options, which mean the same for every kind; null for other input. */
function besideOptions(step: QuestionStep, answer: AnswerInput): ReplyReading<AnswerValue> | null {
  if (answer.by !== 'press') return null;
  switch (answer.what) {
    case 'unknown':
    case 'nothing':
      return accepted({ kind: answer.what });
    case 'leave':
      return accepted(leaveQuestion(step));
    case 'restart': {
      const value = questionKindOf(step.question).restart?.();
      return value ? accepted(value) : refused('unreadable');
    }
    default:
      return null;
  }
}
