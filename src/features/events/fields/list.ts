import type { z } from 'zod';
import { filesField, longTextField, momentField, textField } from '../../../chat/form.ts';
import { readLink, readTitle } from './read-text.ts';

export interface EventField {
  /** A field of the `proposal` is required when an event is proposed; one of `completion` completes the sheet later. */
  readonly form: 'proposal' | 'completion';
  /** How it is read, stored, worded and compared: the file of this name says it. */
  readonly kind: 'text' | 'dates' | 'place' | 'picture';
  readonly ask: z.ZodType;
  /**
   * Turns the typed text of a field of the kind 'text' into what is stored. Throws UserError about the field. Without
   * it, any text is stored as typed.
   */
  readonly read?: (typed: string) => string;
  /**
   * True for what is between the organisers of this very event and the coordinators: nobody else is shown it, and a
   * duplicate doesn't take it over.
   */
  readonly own?: true;
}

/** The most characters of a title. */
export const MAX_TITLE = 120;

/**
 * Lists everything that people write about an event, in the order in which a proposal asks for it and completeness
 * names it. An event's type, its forms, checks, sheet, reviews, notices of change, completeness and duplicates follow
 * from this list, and what is particular to a kind of field from that kind's file.
 * A new text is an entry here, a column of its name and its texts: `events.form.…`, `events.label.…`, and
 * `events.missing.…` for one that completes the sheet.
 */
export const eventFields = {
  title: {
    form: 'proposal',
    kind: 'text',
    ask: textField({ label: 'events.form.title', option: { fr: 'titre', en: 'title' }, max: MAX_TITLE }),
    read: readTitle,
  },
  when: {
    form: 'proposal',
    kind: 'dates',
    ask: momentField({
      label: 'events.form.when',
      hint: 'events.form.whenHint',
      option: { fr: 'date', en: 'date' },
      source: 'event-dates',
    }),
  },
  place: {
    form: 'proposal',
    kind: 'place',
    ask: textField({
      label: 'events.form.place',
      hint: 'events.form.placeHint',
      option: { fr: 'lieu', en: 'place' },
      source: 'municipalities',
      max: 150,
    }),
  },
  pitch: {
    form: 'proposal',
    kind: 'text',
    ask: textField({
      label: 'events.form.pitch',
      hint: 'events.form.pitchHint',
      option: { fr: 'phrase', en: 'pitch' },
      max: 250,
    }),
  },
  contact: {
    form: 'proposal',
    kind: 'text',
    ask: textField({
      label: 'events.form.contact',
      hint: 'events.form.contactHint',
      option: { fr: 'contact', en: 'contact' },
      max: 150,
    }),
  },
  description: {
    form: 'completion',
    kind: 'text',
    ask: longTextField({ label: 'events.form.description', max: 1500 }),
  },
  audience: {
    form: 'completion',
    kind: 'text',
    ask: textField({ label: 'events.form.audience', hint: 'events.form.audienceHint', max: 100 }),
  },
  price: {
    form: 'completion',
    kind: 'text',
    ask: textField({ label: 'events.form.price', hint: 'events.form.priceHint', max: 100 }),
  },
  accessibility: {
    form: 'completion',
    kind: 'text',
    ask: textField({ label: 'events.form.accessibility', hint: 'events.form.accessibilityHint', max: 200 }),
  },
  picture: {
    form: 'completion',
    kind: 'picture',
    ask: filesField({ label: 'events.form.picture', hint: 'events.form.pictureHint' }),
  },
  link: {
    form: 'completion',
    kind: 'text',
    ask: textField({ label: 'events.form.link', max: 300 }),
    read: readLink,
  },
  invitedOfficials: {
    form: 'completion',
    kind: 'text',
    ask: textField({ label: 'events.form.invitedOfficials', hint: 'events.form.invitedOfficialsHint', max: 200 }),
    own: true,
  },
} as const satisfies Record<string, EventField>;

type Fields = typeof eventFields;
export type FieldName = keyof Fields;
type NamesOf<A extends EventField['form'], K extends EventField['kind']> = {
  [N in FieldName]: Fields[N] extends { readonly form: A; readonly kind: K } ? N : never;
}[FieldName];

/** Fields of the proposal. Others are told when one changes. */
export type ProposalField = NamesOf<'proposal', EventField['kind']>;
export type ProposalText = NamesOf<'proposal', 'text'>;
/** Fields that complete the sheet. */
export type CompletionField = NamesOf<'completion', EventField['kind']>;
export type CompletionText = NamesOf<'completion', 'text'>;

const names = Object.keys(eventFields) as FieldName[];
const isOf =
  <A extends EventField['form'], K extends EventField['kind']>(form: A, kinds: readonly K[]) =>
  (name: FieldName): name is NamesOf<A, K> => {
    const field: EventField = eventFields[name];
    return field.form === form && kinds.some((kind) => kind === field.kind);
  };

const every = ['text', 'dates', 'place', 'picture'] as const;
export const proposalFields = names.filter(isOf('proposal', every));
export const proposalTexts = names.filter(isOf('proposal', ['text']));
export const completionFields = names.filter(isOf('completion', every));
export const completionTexts = names.filter(isOf('completion', ['text']));

/** Returns whether a field is shown to nobody but the event's organisers and the coordinators, and never copied. */
export function isOwn(name: FieldName): boolean {
  const { own }: EventField = eventFields[name];
  return own === true;
}

/** The fields that the form which completes a sheet asks for, in its order: texts, then more dates and what is sent. */
export const laterFields = [
  ...completionTexts,
  ...names.filter(isOf('proposal', ['dates'])),
  ...names.filter(isOf('completion', ['picture'])),
];

/** Returns the form's input for each of these fields. */
export function fieldInputs<N extends FieldName>(those: readonly N[]): { readonly [K in N]: Fields[K]['ask'] } {
  return recordOf(those, (name) => eventFields[name].ask) as { readonly [K in N]: Fields[K]['ask'] };
}

/** Returns the same inputs, each of which may be left empty. */
export function optionalFieldInputs<N extends FieldName>(
  those: readonly N[],
): { readonly [K in N]: z.ZodOptional<Fields[K]['ask']> } {
  return recordOf(those, (name) => eventFields[name].ask.optional()) as {
    readonly [K in N]: z.ZodOptional<Fields[K]['ask']>;
  };
}

/** Builds an object with one value for each of these names. */
export function recordOf<N extends string, V>(those: readonly N[], value: (name: N) => V): Readonly<Record<N, V>> {
  return Object.fromEntries(those.map((name) => [name, value(name)])) as Record<N, V>;
}
