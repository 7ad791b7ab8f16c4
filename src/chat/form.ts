import { z } from 'zod';
import type { Option } from './message.ts';

/**
 * The closed set of things that a form can ask:
 * - `text`, `longText`: typed; `moment`: typed as people write dates, or picked where the platform has a picker;
 * - `choice`, `choices`: one or several of a few fixed options; `pick`, `picks`: one or several of the person's own things (an event,
 *   an organisation, people they know), whose options a named source gives when the form opens;
 * - `person`, `channel`: someone or somewhere of the platform, as its id; `file`: uploads, as ids of stored files.
 */
export type FieldKind =
  | 'text'
  | 'longText'
  | 'moment'
  | 'choice'
  | 'choices'
  | 'pick'
  | 'picks'
  | 'person'
  | 'channel'
  | 'file';

/** Describes how a zod object's value is asked; registered with the value's schema. Texts are keys of src/texts. */
export interface FieldMeta {
  readonly kind: FieldKind;
  readonly label: string;
  /** moment: may hold `{example}`, a date that can be read. */
  readonly hint?: string;
  /** The option's name in a typed command, in both languages: lower case, no space, ≤ 32 characters. */
  readonly option?: { readonly fr: string; readonly en: string };
  /** choice, choices: the fixed options; labels are text keys. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** pick, picks: name of the source of its options. text, moment: source of the suggestions while one types. */
  readonly source?: string;
  /** moment: only an hour will do, so no whole day is suggested. */
  readonly wholeDays?: false;
  /** moment: only the day counts, so no hour is offered. */
  readonly hours?: false;
  /** Not shown in the form: typed as a command's option, or asked afterwards where it matters (ChoiceNeeded). */
  readonly hidden?: true;
  /** hidden, filled in: it stays what it was when the form opened, whatever is stored by the time it is sent. */
  readonly asOpened?: true;
  /** file: a photo to be shown, of which only what can be seen is stored. */
  readonly photo?: true;
  /** text, longText: the longest text accepted, in characters. */
  readonly max?: number;
  /** picks: how many may be picked. */
  readonly most?: number;
}

const registry = z.registry<FieldMeta>();

function described<S extends z.ZodType>(schema: S, meta: FieldMeta): S {
  registry.add(schema, meta);
  return schema;
}

type Asked = Omit<FieldMeta, 'kind' | 'options' | 'source' | 'max' | 'most'>;

/** Makes a field for a line of text, trimmed, not empty. */
export function textField(meta: Asked & { max?: number; source?: string }): z.ZodString {
  const max = meta.max ?? 200;
  return described(z.string().trim().min(1).max(max), { ...meta, kind: 'text', max });
}

/** Makes a field for several lines of text. */
export function longTextField(meta: Asked & { max?: number }): z.ZodString {
  const max = meta.max ?? 2000;
  return described(z.string().trim().min(1).max(max), { ...meta, kind: 'longText', max });
}

/**
 * Makes a field for a date and time as typed, or an ISO local time when picked; the feature reads it in the region's
 * time zone.
 */
export function momentField(meta: Asked & { source?: string }): z.ZodString {
  return described(z.string().trim().min(1).max(200), { ...meta, kind: 'moment', max: 200 });
}

/** Makes a field for one of a few fixed options. */
export function choiceField<const V extends string>(
  meta: Asked & { options: readonly { readonly value: V; readonly label: string }[] },
): z.ZodType<V, string> {
  const values = new Set<string>(meta.options.map((option) => option.value));
  const schema = z.string().refine((value): value is V => values.has(value));
  return described(schema as z.ZodType<V, string>, { ...meta, kind: 'choice' });
}

/** Makes a field for one or several of a few fixed options. */
export function choicesField<const V extends string>(
  meta: Asked & { options: readonly { readonly value: V; readonly label: string }[] },
): z.ZodArray<z.ZodEnum<{ [value in V]: value }>> {
  return described(z.array(z.enum(meta.options.map(({ value }) => value))).min(1), { ...meta, kind: 'choices' });
}

/** Makes a field for one row of a source, as its id. */
export function pickField(meta: Asked & { source: string }): z.ZodString {
  return described(z.string().trim().min(1).max(100), { ...meta, kind: 'pick' });
}

/** The most rows that are read at all: whoever takes fewer says so in words of their own. */
const PICKED_AT_ONCE = 100;

/** Makes a field for up to `most` rows of a source, as their ids. */
export function picksField(meta: Asked & { source: string; most: number }): z.ZodArray<z.ZodString> {
  return described(z.array(z.string().trim().min(1).max(100)).min(1).max(PICKED_AT_ONCE), { ...meta, kind: 'picks' });
}

/** Makes a field for a person of the platform, as the platform's id. */
export function personField(meta: Asked): z.ZodString {
  return described(z.string().min(1).max(40), { ...meta, kind: 'person' });
}

/** Makes a field for a channel of the platform, as the platform's id. */
export function channelField(meta: Asked): z.ZodString {
  return described(z.string().min(1).max(40), { ...meta, kind: 'channel' });
}

/** The most uploads that one field takes. */
export const MOST_FILES_TYPED = 10;

/** Makes a field for uploads, as ids of stored files. */
export function filesField(meta: Asked): z.ZodArray<z.ZodUUID> {
  return described(z.array(z.uuid()).min(1).max(MOST_FILES_TYPED), { ...meta, kind: 'file' });
}

export interface FieldDefinition extends FieldMeta {
  readonly name: string;
  readonly required: boolean;
}

/**
 * Returns the fields of a zod object, in order. Throws for a shape that no platform can show, which is a bug found at
 * start-up.
 */
export function fieldsOf(input: z.ZodObject): readonly FieldDefinition[] {
  return Object.entries(input.shape).flatMap(([name, schema]) => {
    const optional = schema instanceof z.ZodOptional;
    const inner = optional ? schema.unwrap() : schema;
    const meta = registry.get(inner as z.ZodType);
    if (!meta) throw new Error(`the field "${name}" says nothing about how it is asked`);
    return [{ ...meta, name, required: !optional }];
  });
}

/**
 * A value as given for a field, before zod has read it. Files and several choices are lists; so is a moment that was both typed and
 * picked, in that order.
 */
export type FieldValue = string | readonly string[];
/** Such values, by the names of their fields. */
export type RawValues = Readonly<Record<string, FieldValue>>;

/** A field as one person sees it: texts in their language, options listed, known values filled in. */
export interface FormField {
  readonly name: string;
  readonly kind: FieldKind;
  readonly label: string;
  readonly hint: string | null;
  readonly required: boolean;
  readonly options: readonly Option[];
  readonly max: number | null;
  /** picks: how many may be picked. */
  readonly most?: number;
  readonly value: string | readonly string[] | null;
  /** moment: the day, or day and time, that a picker may show instead of `value`: "2026-11-14T18:30". */
  readonly picked?: string;
  /** moment: what pickers hold beside `value`: a day, a day and time, or a time alone, "18:30". */
  readonly beside?: string;
  /** moment: only the day counts, so no hour is offered. */
  readonly hours?: false;
}

/** A form ready to be shown. `id` comes back with the submission. */
export interface Form {
  readonly id: string;
  /** The language of its texts, for the platform's own words beside them. */
  readonly locale: 'fr' | 'en';
  readonly title: string;
  readonly intro: string | null;
  readonly submit: string;
  readonly fields: readonly FormField[];
}
