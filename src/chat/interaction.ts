import type { z } from 'zod';
import type { RawValues } from './form.ts';
import type { Message } from './message.ts';

/** Who may use something. Checked again where the work is done. */
export type Role = 'anyone' | 'organiser' | 'delegate' | 'coordinator';

/**
 * How the answer comes, fixed before anything is read: a platform waits 3 s and then holds to it.
 * - `private`: a message only this person sees;
 * - `update`: the private message that held the button becomes the answer;
 * - `silent`: nothing but what the outbox posts or edits.
 */
export type AnswerMode = 'private' | 'update' | 'silent';

/** Whether a form may open: never; when what was given isn't complete; always, filled with what is known. */
export type FormMode = 'never' | 'when-incomplete' | 'always';

/**
 * Something a person can do, whatever it starts from. `C` is the context it runs in; `key` the part of a button's id
 * after its name (an id of a row, or ''), always '' for a command.
 */
export interface Interaction<C, S extends z.ZodObject = z.ZodObject> {
  readonly who: Role;
  readonly answer: AnswerMode;
  readonly form: FormMode;
  /** May be used where no region is set up yet: /installer and what follows from it. */
  readonly beforeSetup?: true;
  /** Text keys of the form. */
  readonly title?: string;
  readonly submit?: string;
  readonly input: S;
  /** What the form shows already; `given`: what was typed, which comes before it. */
  prefill?(context: C, key: string, given: RawValues): Promise<RawValues>;
  /**
   * Sorts text typed after a command into several fields. Null: it isn't sure what is meant, and the person is asked;
   * undefined: nothing special, the text goes where a field takes it.
   */
  readTyped?(text: string): RawValues | null | undefined;
  /** A line above the fields, in the reader's language. */
  intro?(context: C, key: string): Promise<string | null>;
  /**
   * The action (`name:key`) whose form follows, with what was given: it opens at once where a form can still be opened,
   * after a command typed in full; elsewhere `run` answers. Null: none follows.
   */
  opens?(input: z.output<S>): string | null;
  /**
   * Throws what is wrong with these fields, as UserErrors about them: of a form in which others don't read or are still to come,
   * so that all of it is told at once. What else is wrong comes up in `review` or `run`.
   */
  check?(context: C, given: Partial<z.output<S>>, key: string): Promise<void>;
  /**
   * Shows back what was understood of a form, before anything is stored; the buttons to confirm and to correct are added
   * below it, and `run` follows once the person has confirmed. Null: there is nothing that needs it, `run` follows at once.
   */
  review?(context: C, input: z.output<S>, key: string): Promise<Message | null>;
  /** Text key of the button that confirms a review, or what was typed beside something that has changed since. */
  readonly confirm?: string;
  /**
   * Of a button whose form is about what it stands beside: null while that is as it was shown, else what it is now. That is
   * shown instead of the form; where the form was open already, with what was typed, to be confirmed or corrected. In place
   * of a `review`.
   */
  changedSince?(context: C, key: string): Promise<Message | null>;
  /**
   * Of a button that confirms what the message around it says: that message, made anew. Where it no longer says the same,
   * nothing is done when the button is pressed, and the new one is shown instead. Goes with `update`.
   */
  confirms?(context: C, key: string): Promise<Message>;
  /** Null: nothing to say (only with `silent`). */
  run(context: C, input: z.output<S>, key: string): Promise<Message | null>;
}

/** A slash command, or one subcommand of it. */
export interface Command<C, S extends z.ZodObject = z.ZodObject> extends Interaction<C, S> {
  /** ['evenement', 'proposer'], without accents; one or two words. */
  readonly path: { readonly fr: readonly string[]; readonly en: readonly string[] };
  /** Text key; ≤ 100 characters in each language. */
  readonly description: string;
}

/** A durable button or select. */
export interface Action<C, S extends z.ZodObject = z.ZodObject> extends Interaction<C, S> {
  /** ≤ 30 characters; the id on the wire is `name:key`. */
  readonly name: string;
}

/** Name of the built-in action that runs a command as if it had been typed. */
export const RUN = 'run';

/** Action of a button that runs the command with this (French) path. */
export function runs(path: readonly string[]): string {
  return `${RUN}:${path.join('-')}`;
}

/** Name of the built-in action that leaves all as it is: [Ne rien changer] below a confirmation. */
export const KEEP = 'keep';

/** What a command needs of a platform to be registered there. */
export interface CommandDefinition {
  readonly path: { readonly fr: readonly string[]; readonly en: readonly string[] };
  readonly description: { readonly fr: string; readonly en: string };
  readonly form: FormMode;
  readonly options: readonly CommandOption[];
}

export interface CommandOption {
  /** Name of the field. */
  readonly field: string;
  readonly name: { readonly fr: string; readonly en: string };
  readonly description: { readonly fr: string; readonly en: string };
  readonly kind: 'text' | 'choice' | 'person' | 'channel';
  readonly required: boolean;
  readonly choices: readonly { readonly value: string; readonly label: { readonly fr: string; readonly en: string } }[];
  /** The bot suggests values while one types. */
  readonly suggests: boolean;
  readonly max: number | null;
}
