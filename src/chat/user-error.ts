import type { Option } from './message.ts';

/** Values put into the words of an error: plain text, numbers, dates. */
export type ErrorValues = Readonly<Record<string, string | number | Date>>;

/** What a person can do at once about what stands in the way: a button below the refusal. */
export interface Offer {
  /** The button's id. */
  readonly action: string;
  /** Text key of what stands on it. */
  readonly label: string;
  /** It is what most people will want. */
  readonly primary?: true;
  /** Said above the buttons: a text key and its values. */
  readonly words?: { readonly key: string; readonly values: Readonly<Record<string, string | number>> };
}

/**
 * A refusal meant for a person: what is wrong, put into words (text key `errors.<id>` or the id itself when it holds a
 * dot) where the answer is written. `field` names the field of the form it is about; `offers` are the ways out, which the
 * feature that refuses knows.
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

/** What was typed can be read in several ways: the person is asked which is meant, and their answer takes its place. */
export class ChoiceNeeded extends UserError {
  readonly options: readonly Option[];
  override readonly field: string;

  constructor(id: string, values: ErrorValues, field: string, options: readonly Option[]) {
    super(id, values, field);
    this.field = field;
    this.options = options;
  }
}

/** Several fields that don't read, told together. */
export class SeveralErrors extends UserError {
  readonly errors: readonly UserError[];

  constructor(errors: readonly UserError[]) {
    super('common.errors.title');
    this.errors = errors;
  }
}

/**
 * Throws what is wrong with any of the fields; with several, all of it at once. What only has to be chosen among several
 * readings (ChoiceNeeded) is asked once nothing is wrong.
 */
export function refuseAll(wrong: readonly UserError[]): void {
  const all = wrong.flatMap((error) => (error instanceof SeveralErrors ? error.errors : [error]));
  const refused = all.filter((error) => !(error instanceof ChoiceNeeded));
  if (refused.length > 1) throw new SeveralErrors(refused);
  const [first] = [...refused, ...all];
  if (first) throw first;
}

type Reader = () => unknown;

/** What each of these readers of a field reads, in their order. Throws as `refuseAll` does; what is about no field, at once. */
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
