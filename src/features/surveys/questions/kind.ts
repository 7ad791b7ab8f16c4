import type { z } from 'zod';
import type { RawValues } from '../../../chat/form.ts';
import type { Block } from '../../../chat/message.ts';
import type { TextKey } from '../../../texts/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { AnswerInput } from './answer-input.ts';
import type { OptionId, StatementId } from './options.ts';
import type { ReadingContext, ReplyReading } from './reading.ts';
import type { StandIn } from './stand-in.ts';

/** The properties of every question, whatever its kind. */
export interface QuestionBase {
  readonly id: string;
  readonly kind: string;
  readonly text: TextKey;
  /** The question can be skipped with [Passer]. */
  readonly optional?: true;
  /** The answer may be quoted in the bilan, where its organisation allows that. */
  readonly quotable?: true;
  /** Makes it a follow-up: asked only after that option of that question, and not counted in "3 sur 12". */
  readonly after?: { readonly question: string; readonly option: OptionId };
}

/** A stored answer, which names its kind. */
export interface StoredAnswer {
  readonly kind: string;
}

/** The options offered at one step of a question. */
export interface OfferedOptions {
  /** In the order in which they are shown. */
  readonly options: readonly OptionId[];
  /** 1, 2 or 3 for the first, second or third choice of a ranking; null for other kinds. */
  readonly place: number | null;
  /** The statement to judge; null for kinds without statements. */
  readonly statement: StatementId | null;
}

/** A question at the step that is asked next. */
export interface StepOf<Q extends QuestionBase, A extends StoredAnswer> extends OfferedOptions {
  readonly question: Q;
  /** The answer so far, when the question takes several steps; null at the first. */
  readonly soFar: A | null;
  /** The 3 in "Question 3 sur 12". A follow-up has the number of the question it follows. */
  readonly number: number;
  readonly of: number;
}

/** A step to show, with the answer that is stored already. */
export interface ShownStep<Q extends QuestionBase, A extends StoredAnswer> {
  /** `<conversation>/<question>`, which the ids of its controls carry. */
  readonly key: string;
  readonly step: StepOf<Q, A>;
  readonly held: A | null;
}

/**
 * Everything particular to one kind of question: how an answer is stored, read, worded, shown and counted. A new kind
 * is one file that exports such an object, its entry in `QUESTION_KINDS`, and its texts. A kind leaves out the methods
 * that don't concern it.
 */
export interface QuestionKind<Q extends QuestionBase, A extends StoredAnswer> {
  readonly kind: A['kind'];
  /** The stored shape of an answer, as JSON. It must never change: stored answers have it. */
  readonly stored: z.ZodType<A>;

  /** An answer takes several messages or presses, so editing one of the messages can't replace it. */
  readonly severalSteps?: true;
  /** A complete answer can be added to; answers of other kinds are replaced. */
  readonly grows?: true;
  /** Any text is an answer, so a reply that was typed for another question can't be recognised. */
  readonly takesAnything?: true;
  /** The answer is a file. */
  readonly takesFile?: true;
  /** The controls already show the stored answer, so it isn't shown a second time. */
  readonly showsAnswer?: true;

  /** Returns which stand-ins for an answer are allowed, besides 'skipped'. */
  standIns?(question: Q): readonly StandIn['kind'][];
  /** Returns whether this is a valid answer to the question, wherever it comes from: a button, a form, an import. */
  fits?(question: Q, answer: A): boolean;
  /** Returns whether the answer is complete. */
  isDone?(question: Q, answer: A): boolean;
  /** Returns whether this answer ends the questionnaire, except for the question's follow-up. */
  isLast?(question: Q, answer: A): boolean;
  /** Returns what the next step offers. `questionnaireId` seeds an order that must stay the same. */
  offers?(question: Q, soFar: A | null, questionnaireId: string): Partial<OfferedOptions>;

  /** Reads a typed reply, which isn't empty. */
  read(step: StepOf<Q, A>, typed: string, context: ReadingContext): ReplyReading<A | StandIn>;
  /** Reads the input of a button, a list, a form or a file. `held` is the stored answer, complete or not. */
  take?(step: StepOf<Q, A>, held: A | null, given: AnswerInput, context: ReadingContext): ReplyReading<A>;
  /** Returns the answer when [Passer] or [Terminé] is pressed. Without this method the question is skipped. */
  leave?(soFar: A | null): A | StandIn;
  /** Returns the empty answer that [Recommencer] leaves. */
  restart?(): A;

  /**
   * Makes the fields that ask it in the form with all questions, by what follows its id in their names. Without this
   * method the form leaves it out.
   */
  formFields?(question: Q): FormFields;
  /** Reads what was given in these fields, of which one at least holds something. Without it, the only one is a reply. */
  readForm?(step: StepOf<Q, A>, given: RawValues, context: ReadingContext): ReplyReading<A | StandIn>;
  /** Fills these fields in with an answer. Without it, the only one is filled in with what was typed before. */
  fillForm?(answer: A): RawValues;

  /** Words an answer, one line for each part of it. */
  text(t: Translator, answer: A): string;
  /** Returns the text that prefills the form when the answer is corrected. */
  typedBefore?(answer: A): string;
  /** Shows, above the controls, what was given in earlier steps. */
  begun?(t: Translator, soFar: A): readonly Block[];
  /** Words what this step asks, when a question has several parts. */
  part?(t: Translator, step: StepOf<Q, A>): string | null;
  /** Builds the buttons, lists and notes of a step. */
  controls(t: Translator, shown: ShownStep<Q, A>): readonly (Block | null)[];

  /** Returns the values that an answer counts for: the chosen options, the day. */
  counts?(answer: A): readonly string[];
}

/** Fields of a form, by what follows the question's id in their names: '' for the only one. */
export type FormFields = Readonly<Record<string, z.ZodType<string | readonly string[]>>>;

/** Makes a function that returns an answer if it is of this kind, otherwise null. */
export function ofKind<A extends StoredAnswer>(kind: A['kind']): (value: StoredAnswer | null | undefined) => A | null {
  return (value) => (value?.kind === kind ? (value as A) : null);
}
