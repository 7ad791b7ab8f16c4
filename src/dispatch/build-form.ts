import type { Context } from '../access/context.ts';
import { type FieldDefinition, type Form, type FormField, fieldsOf, type RawValues } from '../chat/form.ts';
import type { Interaction } from '../chat/interaction.ts';
import type { Option } from '../chat/message.ts';
import { fold } from '../names/index.ts';
import { isTextKey, type TextKey } from '../texts/index.ts';
import type { Registry } from './registry.ts';

/** Platforms show at most so many characters of a form's title; the longest both take. */
export interface FormPage {
  readonly fields: readonly FieldDefinition[];
  readonly page: number;
  readonly pages: number;
}

/** The fields of one page of a form, on a platform that shows so many at once. */
export function formPage(interaction: Interaction<Context>, page: number, fieldsPerForm: number): FormPage {
  const all = fieldsOf(interaction.input).filter((field) => field.hidden !== true);
  const pages = Math.max(1, Math.ceil(all.length / fieldsPerForm));
  const shown = Math.min(page, pages - 1);
  return { fields: all.slice(shown * fieldsPerForm, (shown + 1) * fieldsPerForm), page: shown, pages };
}

/** The form as this person sees it, with what is known filled in. */
export async function buildForm(
  registry: Registry,
  context: Context,
  interaction: Interaction<Context>,
  given: { readonly id: string; readonly values: RawValues; readonly key: string; readonly page: FormPage },
): Promise<Form> {
  const { t } = context;
  const { page, pages } = given.page;
  const title = text(context, interaction.title ?? 'common.form.title');
  return {
    id: given.id,
    title: pages > 1 ? `${title} (${page + 1}/${pages})` : title,
    intro: page === 0 ? ((await interaction.intro?.(context, given.key)) ?? null) : null,
    submit:
      page + 1 < pages ? t.text('common.form.continue') : text(context, interaction.submit ?? 'common.form.submit'),
    fields: await Promise.all(given.page.fields.map((field) => formField(registry, context, field, given.values))),
  };
}

async function formField(
  registry: Registry,
  context: Context,
  field: FieldDefinition,
  values: RawValues,
): Promise<FormField> {
  const source = field.kind === 'pick' && field.source !== undefined ? registry.sources[field.source] : undefined;
  const options = source
    ? await source(context, '')
    : (field.options ?? []).map((option) => ({ value: option.value, label: text(context, option.label) }));
  return {
    name: field.name,
    kind: field.kind,
    label: text(context, field.label),
    hint: field.hint === undefined ? null : text(context, field.hint),
    required: field.required,
    options,
    max: field.max ?? null,
    value: chosen(options, values[field.name] ?? null),
  };
}

/** What was typed as the name of an option is that option. */
function chosen(options: readonly Option[], value: FormField['value']): FormField['value'] {
  if (typeof value !== 'string' || options.some((option) => option.value === value)) return value;
  return options.find((option) => fold(option.label) === fold(value))?.value ?? value;
}

function text({ t }: Context, key: string): string {
  if (!isTextKey(key)) throw new Error(`no text "${key}"`);
  return t.text(key as TextKey);
}
