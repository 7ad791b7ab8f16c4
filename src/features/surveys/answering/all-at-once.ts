import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { RawValues } from '../../../chat/form.ts';
import { askedQuestions, currentStep, isAnswered } from '../questionnaires/rules.ts';
import { type AnswerValue, isValidAnswer, ownAnswer } from '../questions/answers.ts';
import { QUESTIONS, type Question, type QuestionnaireKind } from '../questions/catalogue.ts';
import { questionKindOf } from '../questions/kinds.ts';
import { leaveQuestion, readReply } from '../questions/read-reply.ts';
import type { ReadingContext, ReplyReading, ReplyRefusal } from '../questions/reading.ts';
import { accepted, refused } from '../questions/reading.ts';
import type { Questionnaire } from '../survey.ts';

/** The name of a field: the question's id, with what follows it where it has several. */
function nameOf({ id }: Pick<Question, 'id'>, part: string): string {
  return part === '' ? id : `${id}_${part}`;
}

function partsOf(question: Question): readonly string[] {
  return Object.keys(questionKindOf(question).formFields?.(question) ?? {});
}

/** Returns the form with all questions of a questionnaire. Nothing in it has to be filled in. */
export function formWithAll(kind: QuestionnaireKind) {
  const fields = QUESTIONS[kind].flatMap((question) =>
    Object.entries(questionKindOf(question).formFields?.(question) ?? {}).map(
      ([part, field]) => [nameOf(question, part), field.optional()] as const,
    ),
  );
  return z.object(Object.fromEntries(fields));
}

/** Fills the form in with what is answered already. */
export function filledIn({ kind, answers }: Pick<Questionnaire, 'kind' | 'answers'>): RawValues {
  return Object.fromEntries(
    QUESTIONS[kind].flatMap((question) =>
      Object.entries(filledFor(question, answers[question.id])).map(([part, value]) => [nameOf(question, part), value]),
    ),
  );
}

function filledFor(question: Question, value: AnswerValue | undefined): RawValues {
  const kind = questionKindOf(question);
  const own = ownAnswer(question, value);
  if (own === null || kind.formFields === undefined) return {};
  if (kind.fillForm) return kind.fillForm(own);
  const typed = kind.typedBefore?.(own);
  return typed === undefined ? {} : { '': typed };
}

/** An answer that the form gives. */
export interface GivenInForm {
  readonly question: Question;
  readonly value: AnswerValue;
}

/**
 * The fault of a field of the form; 'notAsked' when an answer before it makes its question pointless, 'emptied' when its
 * answer was taken out and the question can't be skipped.
 */
export interface WrongInForm {
  readonly field: string;
  readonly refusal: ReplyRefusal | 'notAsked' | 'emptied';
}

/**
 * Reads the form question by question, each after the answers before it. What is left as it was filled in changes
 * nothing; what is left empty or emptied is skipped where it may be. Where it may not, what is left empty is asked
 * afterwards, and what is emptied is refused.
 */
export function readAnswers(
  questionnaire: Questionnaire,
  given: RawValues,
  context: ReadingContext,
): { readonly answers: readonly GivenInForm[]; readonly wrong: readonly WrongInForm[] } {
  const answers: GivenInForm[] = [];
  const wrong: WrongInForm[] = [];
  let now = questionnaire;
  for (const question of QUESTIONS[questionnaire.kind]) {
    const parts = partsOf(question);
    const values = Object.fromEntries(
      parts.flatMap((part) => {
        const value = given[nameOf(question, part)];
        return value === undefined || value.length === 0 ? [] : [[part, value]];
      }),
    );
    const [first] = Object.keys(values);
    const asked = askedQuestions(now.kind, now.answers).includes(question);
    const isNew =
      first !== undefined && !isDeepStrictEqual(values, { ...filledFor(question, now.answers[question.id]) });
    if (isNew && !asked) wrong.push({ field: nameOf(question, first), refusal: 'notAsked' });
    const emptied = asked && first === undefined ? emptiedPart(question, now.answers[question.id]) : undefined;
    if (emptied !== undefined && question.optional !== true) {
      wrong.push({ field: nameOf(question, emptied), refusal: 'emptied' });
      continue;
    }
    const reading =
      emptied !== undefined
        ? accepted<AnswerValue>({ kind: 'skipped' })
        : asked
          ? readOne(now, question, isNew ? values : null, context)
          : null;
    if (reading?.ok === false) {
      const part = reading.fields?.[0]?.field ?? first ?? '';
      wrong.push({ field: nameOf(question, part), refusal: reading });
    } else if (reading !== null) {
      answers.push({ question, value: reading.value });
      now = { ...now, answers: { ...now.answers, [question.id]: reading.value } };
    }
  }
  return { answers, wrong };
}

/**
 * Returns the first field of an answer that the form was filled in with; undefined where there is none. A picture can't be
 * filled in, so its field is empty also where it stays.
 */
function emptiedPart(question: Question, before: AnswerValue | undefined): string | undefined {
  if (questionKindOf(question).takesFile) return undefined;
  return Object.entries(filledFor(question, before)).find(([, value]) => value.length > 0)?.[0];
}

/** Returns what a question's fields give; null when that is nothing. */
function readOne(
  questionnaire: Questionnaire,
  question: Question,
  given: RawValues | null,
  context: ReadingContext,
): ReplyReading<AnswerValue> | null {
  const kind = questionKindOf(question);
  const step = currentStep(questionnaire, question);
  if (given === null) {
    const mayBeSkipped = question.optional === true && kind.formFields !== undefined;
    const isOpen = !isAnswered(question, questionnaire.answers);
    return mayBeSkipped && isOpen ? { ok: true, value: leaveQuestion(step) } : null;
  }
  const reading = kind.readForm ? kind.readForm(step, given, context) : readReply(step, String(given['']), context);
  return reading.ok && !isValidAnswer(question, reading.value) ? refused('unreadable') : reading;
}
