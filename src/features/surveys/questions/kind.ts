import type { z } from 'zod';
import type { Block } from '../../../chat/message.ts';
import type { TextKey } from '../../../texts/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { AnswerInput } from './answer-input.ts';
import type { OptionId, StatementId } from './options.ts';
import type { ReadingContext, ReplyReading } from './reading.ts';
import type { StandIn } from './stand-in.ts';

/** What every question has, whatever its kind. */
export interface QuestionBase {
  readonly id: string;
  readonly kind: string;
  readonly text: TextKey;
  /** Can be passed over with [Passer]. */
  readonly optional?: true;
  /** A follow-up: asked only when that question was answered with that option. It isn't counted in "3 sur 12". */
  readonly after?: { readonly question: string; readonly option: OptionId };
}

/** What is stored of an answer names its kind. */
export interface StoredAnswer {
  readonly kind: string;
}

/** What can be chosen at one step of a question. */
export interface OfferedOptions {
  /** In the order to show them. */
  readonly options: readonly OptionId[];
  /** 1, 2 or 3 for the first, second, third choice of a ranking. */
  readonly place: number | null;
  /** The one of several statements that is to be judged. */
  readonly statement: StatementId | null;
}

/** What to ask next. */
export interface StepOf<Q extends QuestionBase, A extends StoredAnswer> extends OfferedOptions {
  readonly question: Q;
  /** What is kept of this question so far, when it takes several steps. */
  readonly soFar: A | null;
  /** "Question 3 sur 12". A follow-up has the number of the question it follows. */
  readonly number: number;
  readonly of: number;
}

/** A step as it is shown, with what the question holds already. */
export interface ShownStep<Q extends QuestionBase, A extends StoredAnswer> {
  /** `<conversation>/<question>`: what its controls carry. */
  readonly key: string;
  readonly step: StepOf<Q, A>;
  readonly held: A | null;
}

/**
 * All that is particular to one kind of question: what is stored of an answer, how one is read, worded, shown and
 * counted. A new kind is one file that exports such an object, its entry in `QUESTION_KINDS`, and its texts. Methods that are
 * left out mean that a kind has nothing particular there.
 */
export interface QuestionKind<Q extends QuestionBase, A extends StoredAnswer> {
  readonly kind: A['kind'];
  /** What is stored of an answer, as JSON. Never change it: answers were given to it. */
  readonly stored: z.ZodType<A>;

  /** An answer takes several messages or presses, so that one of them can't be replaced alone. */
  readonly severalSteps?: true;
  /** Something more is added to an answer that is complete already; other kinds begin anew. */
  readonly grows?: true;
  /** Any words at all are an answer, so that nothing can be told from what somebody typed for another question. */
  readonly takesAnything?: true;
  /** The answer is a file. */
  readonly takesFile?: true;
  /** What is shown of a step tells the answer that stands, so that it isn't said a second time. */
  readonly showsAnswer?: true;

  /** What may stand in place of an answer, besides that the question is passed over. */
  standIns?(question: Q): readonly StandIn['kind'][];
  /** Whether an answer may stand as this question's, whoever made it: a button, a form, an import. */
  fits?(question: Q, answer: A): boolean;
  /** Whether nothing remains to be asked about the question. */
  isDone?(question: Q, answer: A): boolean;
  /** Whether nothing but the follow-up is asked after this answer. */
  isLast?(question: Q, answer: A): boolean;
  /** What is offered at the step that comes next; `questionnaireId` never changes. */
  offers?(question: Q, soFar: A | null, questionnaireId: string): Partial<OfferedOptions>;

  /** Reads what somebody typed where buttons would have done too. It isn't empty. */
  read(step: StepOf<Q, A>, typed: string, context: ReadingContext): ReplyReading<A | StandIn>;
  /** Takes what a button, a list, a form or a file gives. `held`: what the question holds, complete or not. */
  take?(step: StepOf<Q, A>, held: A | null, given: AnswerInput, context: ReadingContext): ReplyReading<A>;
  /** [Passer] or [Terminé]: what was given in earlier steps stays. Without it the question is passed over. */
  leave?(soFar: A | null): A | StandIn;
  /** [Recommencer]: what was given in earlier steps is taken back. */
  restart?(): A;

  /** An answer in words, one line for each part of it. */
  text(t: Translator, answer: A): string;
  /** What stands in the form that asks for it again; null where it is given otherwise. */
  typedBefore?(answer: A): string;
  /** What was given in earlier steps, above the controls. */
  begun?(t: Translator, soFar: A): readonly Block[];
  /** What a step asks, where a question has several parts. */
  part?(t: Translator, step: StepOf<Q, A>): string | null;
  /** What can be pressed, chosen or written at a step. */
  controls(t: Translator, shown: ShownStep<Q, A>): readonly (Block | null)[];

  /** What an answer adds one to, where answers are counted: the options that were chosen, the day that was told. */
  counts?(answer: A): readonly string[];
}

/** Picks the answers of one kind out of whatever a question holds. */
export function ofKind<A extends StoredAnswer>(kind: A['kind']): (value: StoredAnswer | null | undefined) => A | null {
  return (value) => (value?.kind === kind ? (value as A) : null);
}
