import type { z } from 'zod';
import type { FieldValue, RawValues } from './form.ts';
import type { Message } from './message.ts';

/**
 * The role needed to use something. It is checked again where the work is done. 'national' is of no region, and no other role
 * holds it.
 */
export type Role = 'anyone' | 'organiser' | 'delegate' | 'coordinator' | 'national';

/**
 * The way of the answer. It is fixed before anything is read, because a platform waits 3 s for it and then holds to
 * it.
 * - `private`: a message only this person sees;
 * - `update`: the private message that held the button becomes the answer;
 * - `silent`: nothing but what the outbox posts or edits.
 */
export type AnswerMode = 'private' | 'update' | 'silent';

/** Whether a form may open: never; when what was given isn't complete; or always, with what is known filled in. */
export type FormMode = 'never' | 'when-incomplete' | 'always';

/** Whoever wrote something; their id is null where it isn't known any more. */
export interface Writer {
  readonly personId: string | null;
  readonly name: string;
}

/** The answers that only a feature knows about what two people wrote in one form at once. */
export interface PutsBack<C> {
  /** Returns whoever wrote what is stored now, where the person may know that; null where it isn't known. */
  by?(context: C, key: string): Promise<Writer | null>;
  /** Returns the words of the bot's own that stand in a field as long as nobody has written there, by field. */
  own?(context: C, key: string): Promise<RawValues>;
  /** Returns a value of the field that holds both; null where it can hold only one. */
  both?(field: string, theirs: FieldValue, mine: FieldValue): FieldValue | null;
}

/**
 * Something a person can do, whatever it starts from. `C` is the context it runs in. `key` is the part of a button's
 * id after its name (an id of a row, or ''), and always '' for a command.
 */
export interface Interaction<C, S extends z.ZodObject = z.ZodObject> {
  readonly who: Role;
  readonly answer: AnswerMode;
  readonly form: FormMode;
  /** Can be used where no region is set up yet: /installer and what follows from it. */
  readonly beforeSetup?: true;
  /** Text keys of the form. */
  readonly title?: string;
  readonly submit?: string;
  readonly input: S;
  /** Fills in the form; `given` holds what was typed, which takes precedence. */
  prefill?(context: C, key: string, given: RawValues): Promise<RawValues>;
  /**
   * Set for a form that `prefill` fills in with what is stored, and that stores all of it again: a field which the person left as it
   * was keeps what somebody else has stored meanwhile, and where both changed one they are asked what stays.
   */
  readonly putsBack?: PutsBack<C>;
  /**
   * Sorts text typed after a command into several fields. Null means that the meaning is unclear and the person is
   * asked; undefined means that the text goes where a field takes it.
   */
  readTyped?(text: string): RawValues | null | undefined;
  /** Returns a line above the fields, in the reader's language. */
  intro?(context: C, key: string): Promise<string | null>;
  /**
   * Returns the action (`name:key`) whose form follows, with what was given. It opens at once where a form can still
   * be opened, after a command typed in full; elsewhere `run` answers. Null when none follows.
   */
  opens?(input: z.output<S>): string | null;
  /**
   * Throws what is wrong with these fields, as UserErrors about them, even when other fields can't be read or are
   * still missing, so that everything is told at once. `review` and `run` find whatever else is wrong.
   */
  check?(context: C, given: Partial<z.output<S>>, key: string): Promise<void>;
  /**
   * Shows what was understood of a form, before anything is stored. Buttons to confirm and to correct are added
   * below, and `run` follows once the person has confirmed. Null means that no review is needed and `run` follows at
   * once.
   */
  review?(context: C, input: z.output<S>, key: string): Promise<Message | null>;
  /**
   * Notes that a review was shown and waits to be confirmed; `form` is the one it shows back. Called each time it is
   * shown.
   */
  unconfirmed?(context: C, form: string): Promise<void>;
  /**
   * Text key of the button that confirms a review, or that confirms what was typed when what it is about has changed
   * since.
   */
  readonly confirm?: string;
  /** Text key of the button that opens the form of a review again, where there is one thing in it to change; [Corriger] otherwise. */
  readonly correct?: string;
  /** Set when [Ne rien changer] stands beside the buttons that confirm and correct a review. */
  readonly mayKeep?: true;
  /**
   * Checks, for a button whose form is about the message it stands in, whether that has changed. Returns null when it
   * is as it was shown, otherwise how it is now. That is shown instead of the form or, where the form was open
   * already, with what was typed, to be confirmed or corrected. Replaces a `review`.
   */
  replacementIfStale?(context: C, key: string): Promise<Message | null>;
  /**
   * Identifies, for a form, the state of what it changes, just before `review` and `replacementIfStale` look at it. `run` is
   * given it and throws ChangedMeanwhile when it is another by then.
   */
  standing?(context: C, input: z.output<S>, key: string): Promise<string>;
  /**
   * Rebuilds, for a button that confirms what its message says, that message. If it no longer says the same, pressing
   * the button does nothing and shows the new message instead. Needs `update`.
   */
  confirms?(context: C, key: string): Promise<Message>;
  /**
   * Tells how what was done stands now, to whoever presses something of its form that is left somewhere. `said` is what it was
   * answered with. Null while that still holds.
   */
  since?(context: C, said: Message): Promise<Message | null>;
  /** Returns null when there is nothing to say (only with `silent`). `standing` is null where there is none. */
  run(context: C, input: z.output<S>, key: string, standing?: string | null): Promise<Message | null>;
}

/** A slash command, or one subcommand of it. */
export interface Command<C, S extends z.ZodObject = z.ZodObject> extends Interaction<C, S> {
  /** ['evenement', 'proposer'], without accents; one or two words. */
  readonly path: { readonly fr: readonly string[]; readonly en: readonly string[] };
  /** Text key; ≤ 100 characters in each language. */
  readonly description: string;
  /**
   * Lets it be started from a message that somebody wrote, in that message's menu. `label` is a text key, ≤ 24
   * characters in each language; the form opens with what `fill` takes from the message's text.
   */
  readonly onMessage?: { readonly label: string; fill(context: C, said: string): Promise<RawValues> };
}

/** A durable button or select. */
export interface Action<C, S extends z.ZodObject = z.ZodObject> extends Interaction<C, S> {
  /** ≤ 30 characters; the id on the wire is `name:key`. */
  readonly name: string;
}

/** Name of the built-in action that runs a command as if it had been typed. */
export const RUN = 'run';

/** Returns the action of a button that runs the command with this (French) path. */
export function runs(path: readonly string[]): string {
  return `${RUN}:${path.join('-')}`;
}

/** Name of the built-in action that goes on with a form that is kept: it is shown back as it stands, to be confirmed. */
export const RESUME = 'resume';

/** Returns the action of a button that goes on with the form with this id. */
export function resumes(form: string): string {
  return `${RESUME}:${form}`;
}

/** Name of the built-in action that changes nothing: [Ne rien changer] below a confirmation. */
export const KEEP = 'keep';

/** The part of a command that a platform needs to register it. */
export interface CommandDefinition {
  readonly path: { readonly fr: readonly string[]; readonly en: readonly string[] };
  readonly description: { readonly fr: string; readonly en: string };
  readonly form: FormMode;
  readonly options: readonly CommandOption[];
  /** Its entry in the menu of a message; left out when it has none. */
  readonly onMessage?: { readonly fr: string; readonly en: string };
}

export interface CommandOption {
  /** Name of the field. */
  readonly field: string;
  readonly name: { readonly fr: string; readonly en: string };
  readonly description: { readonly fr: string; readonly en: string };
  readonly kind: 'text' | 'choice' | 'person' | 'channel';
  readonly required: boolean;
  readonly choices: readonly { readonly value: string; readonly label: { readonly fr: string; readonly en: string } }[];
  /** True when the bot suggests values while one types. */
  readonly suggests: boolean;
  /** True when the form lists all that may be suggested; else only typing on leads to it. */
  readonly listed: boolean;
  readonly max: number | null;
}
