import { z } from 'zod';
import type { Context } from '../../access/operation/context.ts';
import { type FieldDefinition, type Form, type FormField, fieldsOf, type RawValues } from '../../chat/form.ts';
import type { Interaction } from '../../chat/interaction.ts';
import { MAX_TYPED_LENGTH } from '../../chat/length.ts';
import type { Option } from '../../chat/message.ts';
import { exampleMoment, exampleOf, fold, joinPicked, typedForm } from '../../reading/index.ts';

import { isTextKey, type TextKey, type TextValues } from '../../texts/index.ts';

import type { Registry, Source } from '../registry.ts';

/** The most characters that a form field holds on every platform. */
const LONGEST_INPUT = MAX_TYPED_LENGTH;
/** The most characters of something that can be picked. */
const LONGEST_PICK = 100;
/** The format of what a day picker and a time picker hold. */
const PICKED = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?$/;

/** The part of a form that is shown at once. */
export interface FormPage {
  readonly fields: readonly FieldDefinition[];
  readonly page: number;
  readonly pages: number;
}

/**
 * Returns one page of a form, on a platform that shows so many fields at once. `apart` names fields that are asked in a
 * message before.
 */
export function formPage(
  interaction: Interaction<Context>,
  page: number,
  fieldsPerForm: number,
  apart: readonly string[],
): FormPage {
  const all = shownFields(interaction).filter(({ name }) => !apart.includes(name));
  const pages = Math.max(1, Math.ceil(all.length / fieldsPerForm));
  const shown = Math.min(page, pages - 1);
  return { fields: all.slice(shown * fieldsPerForm, (shown + 1) * fieldsPerForm), page: shown, pages };
}

/** Returns the page that holds the first of these fields; the first page when none does. */
export function pageWith(
  interaction: Interaction<Context>,
  names: readonly string[],
  fieldsPerForm: number,
  apart: readonly string[],
): number {
  const all = shownFields(interaction).filter(({ name }) => !apart.includes(name));
  const first = all.findIndex(({ name }) => names.includes(name));
  return Math.floor(Math.max(0, first) / fieldsPerForm);
}

/** Returns the fields that a form asks for. */
export function shownFields({ input }: Interaction<Context>): readonly FieldDefinition[] {
  return fieldsOf(input).filter((field) => field.hidden !== true);
}

/** Returns the text key of a form's button. With a review, nothing is sent yet. */
function submitKey({ review }: Interaction<Context>): string {
  return review ? 'common.form.check' : 'common.form.submit';
}

/** Builds the form as this person sees it, with what is known filled in. */
export async function buildForm(
  registry: Registry,
  context: Context,
  interaction: Interaction<Context>,
  given: {
    readonly id: string;
    readonly values: RawValues;
    readonly key: string;
    readonly page: FormPage;
    /** Fields that are already built. */
    readonly made?: readonly FormField[];
  },
): Promise<Form> {
  const { t } = context;
  const { page, pages } = given.page;
  const title = keyText(context, interaction.title ?? 'common.form.title');
  const { made = [] } = given;
  const fields = await Promise.all(
    given.page.fields.map(
      (field) => made.find(({ name }) => name === field.name) ?? formField(registry, context, field, given.values),
    ),
  );
  const intro = page === 0 ? ((await interaction.intro?.(context, given.key)) ?? null) : null;
  const lines = [intro, ...fields.flatMap((field) => hints(context, field))].filter((line) => line !== null);
  return {
    id: given.id,
    locale: t.locale,
    title: pages > 1 ? `${title} (${page + 1}/${pages})` : title,
    intro: lines.length > 0 ? lines.join('\n') : null,
    submit:
      page + 1 < pages
        ? t.text('common.form.continue')
        : keyText(context, interaction.submit ?? submitKey(interaction)),
    fields,
  };
}

export async function formField(
  registry: Registry,
  context: Context,
  field: FieldDefinition,
  values: RawValues,
): Promise<FormField> {
  const picked = field.kind === 'pick' || field.kind === 'picks';
  const source = picked && field.source !== undefined ? registry.sources[field.source] : undefined;
  const given = values[field.name] ?? null;
  const fixed = (field.options ?? []).map((option) => ({ value: option.value, label: keyText(context, option.label) }));
  const { options, value } = source
    ? await pickable(context, source, given, values)
    : { options: fixed, value: chosen(fixed, given) };
  // No platform's form can hold files that were sent before. They are kept, and need not be sent again.
  const files = field.kind === 'file' && given !== null ? given.length : 0;
  const hint =
    field.hint === undefined ? null : keyText(context, field.hint, await hintValues(registry, context, field));
  return {
    name: field.name,
    kind: field.kind,
    label: keyText(context, field.label),
    hint: files > 0 ? context.t.text('common.form.filesKept', { count: files }) : hint,
    required: field.required && files === 0,
    options,
    max: field.max ?? null,
    ...(field.most === undefined ? {} : { most: field.most }),
    ...(field.hours === undefined ? {} : { hours: field.hours }),
    ...(field.kind === 'moment' ? momentValues(context, value) : { value }),
  };
}

/** Fills in a picked or chosen date as somebody would type it. */
function momentValues({ t, now }: Context, value: FormField['value']): Pick<FormField, 'value' | 'picked' | 'beside'> {
  if (value === null) return { value };
  if (typeof value !== 'string') {
    const [typed = '', beside = '', shown = ''] = value;
    if (shown === '') return { value: typed, beside };
    // What was taken from the pickers stands in the text from now on: filled in beside it, it would seem to have been picked.
    const joined = joinPicked(value, { now, ...t });
    return joined.ok ? { value: typedForm(joined.text, t) } : { value: typed, beside };
  }
  return { value: typedForm(value, t), ...(PICKED.test(value) ? { picked: value } : {}) };
}

/** Gives a date's hint an example that would also be suggested there. */
async function hintValues(registry: Registry, context: Context, field: FieldDefinition): Promise<TextValues> {
  if (field.kind !== 'moment') return {};
  const source = field.source === undefined ? undefined : registry.sources[field.source];
  const [first] = source ? await source(context, '') : [];
  return { example: first ? exampleOf(context.t, context.now, first.value) : exampleMoment(context) };
}

/** Lists everything there is to pick from. Likely matches come first; a single one is picked already. */
async function pickable(
  context: Context,
  source: Source,
  given: FormField['value'],
  values: RawValues,
): Promise<Pick<FormField, 'options' | 'value'>> {
  const all = await source(context, '', values);
  // Text longer than any name isn't looked for.
  if (
    typeof given !== 'string' ||
    given === '' ||
    given.length > LONGEST_PICK ||
    all.some(({ value }) => value === given)
  ) {
    return { options: all, value: given };
  }
  const meant = await source(context, given, values);
  const options = [...meant, ...all.filter(({ value }) => meant.every((one) => one.value !== value))];
  const [only, ...others] = meant;
  return { options, value: only && others.length === 0 ? only.value : chosen(options, given) };
}

/** Returns hints for a typed value that the form can't hold, so that nothing is lost. */
export function hints({ t }: Context, { kind, label, options, max, value }: FormField): string[] {
  if (typeof value !== 'string' || value.trim() === '') return [];
  if (kind === 'pick' || kind === 'choice') {
    const isListed = options.some((option) => option.value === value) || z.uuid().safeParse(value).success;
    return isListed ? [] : [t.text('common.typed.notListed', { typed: value, field: label })];
  }
  if (max === null || value.length <= max) return [];
  const tooLong = t.text('common.typed.tooLong', { field: label, length: value.length, max });
  return value.length > LONGEST_INPUT ? [tooLong, t.text('common.typed.whole', { typed: value })] : [tooLong];
}

/** Selects the option whose name was typed. */
function chosen(options: readonly Option[], value: FormField['value']): FormField['value'] {
  if (typeof value !== 'string' || options.some((option) => option.value === value)) return value;
  return options.find((option) => fold(option.label) === fold(value))?.value ?? value;
}

export function keyText({ t }: Context, key: string, values: TextValues = {}): string {
  if (!isTextKey(key)) throw new Error(`no text "${key}"`);
  return t.text(key as TextKey, values);
}
