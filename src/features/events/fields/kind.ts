import type { Scope } from '../../../access/operation/scope.ts';
import type { FieldValue } from '../../../chat/form.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Edition } from '../../editions/edition.ts';
import type { Event, EventStatus, WrittenEvent } from '../event.ts';
import type { FieldName } from './list.ts';

/** The means of reading a typed field. */
export interface FieldReading {
  readonly scope: Scope;
  /** The edition that the event belongs to, or is proposed for. */
  readonly edition: () => Promise<Edition>;
  /** The event as it is; null before it is proposed. */
  readonly before: Event | null;
  /** INSEE code of the chosen commune, where the place named several. */
  readonly municipality?: string | undefined;
}

/** The changes that reading a field brings. A field that stays as it is changes nothing. */
export type FieldValues = Partial<WrittenEvent & Pick<Event, 'slots'>>;

/** The fields of an event, before or after it is stored. */
export interface Fielded extends Partial<WrittenEvent> {
  readonly slots: Event['slots'];
  /** Undefined before it is stored. */
  readonly status?: EventStatus;
}

/**
 * Everything particular to one kind of field: where it is stored, how it is read, worded and compared. A new kind is
 * one file that exports such an object, its name in `list.ts` and its entry in `FIELD_KINDS`.
 */
export interface EventFieldKind<N extends FieldName> {
  /** Returns the columns that hold the field. */
  columns(name: N): readonly (keyof WrittenEvent)[];
  /** Reads what was typed. Throws UserError, or ChoiceNeeded, about the field. */
  read(reading: FieldReading, name: N, typed: string): FieldValues | Promise<FieldValues>;
  /** Words the field for people; '' when there is nothing to read. */
  text(t: Translator, event: Fielded, name: N): string;
  /** Words only what has changed of the field, where it holds several things; null where it has changed as a whole. */
  changed?(t: Translator, before: Event, after: Event): string | null;
  /** Returns what a form shows of the field; null when it shows nothing. */
  prefill(t: Translator, event: Event, name: N): FieldValue | null;
  /** Returns what tells whether the field has changed for those who read it. */
  compared(event: Event, name: N): string;
  /** Returns what a coordinator decides on, as it is stored. */
  decided(event: Event, name: N): readonly unknown[];
}
