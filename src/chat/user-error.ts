import type { Option } from './message.ts';

/** Values put into the words of an error: plain text, numbers, dates. */
export type ErrorValues = Readonly<Record<string, string | number | Date>>;

/**
 * A refusal meant for a person: what is wrong, put into words (text key `errors.<id>` or the id itself when it holds a
 * dot) where the answer is written. `field` names the field of the form it is about.
 */
export class UserError extends Error {
  readonly id: string;
  readonly values: ErrorValues;
  readonly field: string | null;

  constructor(id: string, values: ErrorValues = {}, field: string | null = null) {
    super(id);
    this.id = id;
    this.values = values;
    this.field = field;
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
