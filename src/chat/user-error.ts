import type { Option } from './message.ts';

/** Values put into an error's text: plain text, numbers, dates. */
export type ErrorValues = Readonly<Record<string, string | number | Date>>;

/** A way out offered with a refusal: a button below it. */
export interface Offer {
  /** The button's id. */
  readonly action: string;
  /** Text key of its label. */
  readonly label: string;
  /** Marks the one that most people will want. */
  readonly primary?: true;
  /** A text key and its values, said above the buttons. */
  readonly words?: { readonly key: string; readonly values: Readonly<Record<string, string | number>> };
}

/**
 * A refusal meant for a person. Its text is worded where the answer is written (text key `errors.<id>`, or the id
 * itself when it contains a dot). `field` names the form field it is about; `offers` are the ways out, which the
 * refusing feature knows.
 */
export class UserError extends Error {
  readonly id: string;
  readonly values: ErrorValues;
  readonly field: string | null;
  readonly offers: readonly Offer[];

  constructor(id: string, values: ErrorValues = {}, field: string | null = null, offers: readonly Offer[] = []) {
    super(id);
    this.id = id;
    this.values = values;
    this.field = field;
    this.offers = offers;
  }
}

/**
 * A refusal that no other answer in the form would change, since it is about what happened before. The form isn't offered
 * again: what was typed is shown, and `offers` are what can be done instead.
 */
export class Settled extends UserError {}

/**
 * Thrown when what the work is about is no longer as it was when that was looked at. A form is looked at anew: what has
 * changed is shown, with what was typed.
 */
export class ChangedMeanwhile extends UserError {}

/**
 * Thrown when typed text can be read in several ways: the person is asked which one is meant, and their answer replaces it.
 */
export class ChoiceNeeded extends UserError {
  readonly options: readonly Option[];
  override readonly field: string;

  constructor(id: string, values: ErrorValues, field: string, options: readonly Option[]) {
    super(id, values, field);
    this.field = field;
    this.options = options;
  }
}

/** Several fields that can't be read, reported together. */
export class SeveralErrors extends UserError {
  readonly errors: readonly UserError[];

  constructor(errors: readonly UserError[]) {
    super('common.errors.title');
    this.errors = errors;
  }
}

/**
 * Throws what is wrong with any of the fields; with several, all of it at once. A choice among several readings
 * (ChoiceNeeded) is asked only once nothing else is wrong.
 */
export function refuseAll(wrong: readonly UserError[]): void {
  const all = wrong.flatMap((error) => (error instanceof SeveralErrors ? error.errors : [error]));
  const refused = all.filter((error) => !(error instanceof ChoiceNeeded));
  if (refused.length > 1) throw new SeveralErrors(refused);
  const [first] = [...refused, ...all];
  if (first) throw first;
}

type Reader = () => unknown;

/**
 * Returns what each reader of a field reads, in order. Throws as `refuseAll` does; an error that concerns no field is
 * thrown at once.
 */
export async function readEach<const R extends readonly Reader[]>(
  ...readers: R
): Promise<{ readonly [K in keyof R]: Awaited<ReturnType<R[K]>> }> {
  const read: unknown[] = [];
  const wrong: UserError[] = [];
  for (const reader of readers) {
    try {
      read.push(await reader());
    } catch (error) {
      const isOfField = error instanceof SeveralErrors || (error instanceof UserError && error.field !== null);
      if (!isOfField) throw error;
      wrong.push(error);
    }
  }
  refuseAll(wrong);
  return read as { readonly [K in keyof R]: Awaited<ReturnType<R[K]>> };
}
