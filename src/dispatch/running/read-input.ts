import { z } from 'zod';
import type { Context } from '../../access/operation/context.ts';
import { type FieldDefinition, fieldsOf, type RawValues } from '../../chat/form.ts';
import { MAX_TYPED_LENGTH } from '../../chat/length.ts';
import type { Option } from '../../chat/message.ts';
import { fold, joinPicked } from '../../reading/index.ts';
import { isTextKey, type TextKey, textIn } from '../../texts/index.ts';
import type { Registry } from '../registry.ts';
import type { FieldErrors } from './words.ts';

export type ReadInput =
  | { readonly ok: true; readonly input: z.output<z.ZodObject> }
  /** `rest` holds the fields that read. */
  | { readonly ok: false; readonly errors: FieldErrors; readonly rest: Partial<z.output<z.ZodObject>> };

/** Reads given values with the input's zod object. Options may be given by their label, picks by their name. */
export async function readInput(
  registry: Registry,
  context: Context,
  schema: z.ZodObject,
  given: RawValues,
  only: readonly FieldDefinition[] = fieldsOf(schema),
): Promise<ReadInput> {
  const values: Record<string, string | readonly string[]> = {};
  const errors: Record<string, string> = {};
  for (const field of only) {
    const value = given[field.name];
    if (value === undefined || value.length === 0 || (typeof value === 'string' && value.trim() === '')) continue;
    const length = typeof value === 'string' || field.kind === 'moment' ? [value].flat().join(' ').trim().length : 0;
    // Text that is too long isn't looked up.
    const max = field.max ?? MAX_TYPED_LENGTH;
    if (length > max) {
      errors[field.name] = context.t.text('common.errors.tooLong', { length, max });
      continue;
    }
    if (field.kind === 'moment' && typeof value !== 'string') {
      const [typed = ''] = value;
      const joined = joinPicked(value, { now: context.now, ...context.t });
      if (joined.ok) values[field.name] = joined.text;
      else errors[field.name] = context.t.text('common.when.typedOrPicked', { typed, picked: joined.picked });
      continue;
    }
    const resolved = await resolve(registry, context, field, value);
    if (resolved === null) errors[field.name] = context.t.text('common.errors.notInList');
    else values[field.name] = resolved;
  }
  const shape = Object.fromEntries(only.map((field) => [field.name, schema.shape[field.name] as z.ZodType]));
  const read = z.object(shape).safeParse(values);
  if (!read.success) {
    for (const issue of read.error.issues) {
      const name = String(issue.path[0]);
      errors[name] ??= explain(context, issue);
    }
  }
  // A field that is required because of another one is reported once everything it depends on was given.
  for (const issue of schema.safeParse(values).error?.issues ?? []) {
    const name = String(issue.path[0]);
    if (issue.code === 'custom' && name in shape) errors[name] ??= explain(context, issue);
  }
  if (read.success && Object.keys(errors).length === 0) return { ok: true, input: read.data };
  const fine = Object.fromEntries(Object.entries(shape).filter(([name]) => errors[name] === undefined));
  return { ok: false, errors, rest: z.object(fine).safeParse(values).data ?? {} };
}

/** Reads what was chosen in a select. `choice` is one value, or a list where the input's shape is one. */
export function readChoice(context: Context, schema: z.ZodObject, given: RawValues): ReadInput {
  const choice = given.choice ?? [];
  const several = schema.shape.choice instanceof z.ZodArray;
  const read = schema.safeParse({ choice: several || typeof choice === 'string' ? choice : choice[0] });
  return read.success
    ? { ok: true, input: read.data }
    : { ok: false, errors: { choice: context.t.text('common.errors.notInList') }, rest: {} };
}

async function resolve(
  registry: Registry,
  context: Context,
  field: FieldDefinition,
  value: string | readonly string[],
): Promise<string | readonly string[] | null> {
  if (field.kind === 'choice' && typeof value === 'string') return optionNamed(field, value);
  if (field.kind === 'choices') {
    const each = (typeof value === 'string' ? value.split(',') : value).map((one) => optionNamed(field, one));
    return each.every((one): one is string => one !== null) ? each : null;
  }
  if (field.kind === 'picks') return typeof value === 'string' ? [value] : value;
  if (field.kind === 'pick' && typeof value === 'string' && field.source !== undefined) {
    const source = registry.sources[field.source];
    if (z.uuid().safeParse(value).success || !source) return value;
    const found = await source(context, value);
    const exact = found.filter((option) => bearsName(option, value) || option.value === value);
    const one = exact.length === 1 ? exact[0] : found.length === 1 ? found[0] : undefined;
    return one?.value ?? null;
  }
  return value;
}

/** Returns whether this is the whole label of something in a list, or what it is called by itself. */
export function bearsName({ label, name = label }: Option, typed: string): boolean {
  return [label, name].some((one) => fold(one) === fold(typed));
}

/** Finds the option with this value, or with this label in either language. */
function optionNamed(field: FieldDefinition, given: string): string | null {
  const wanted = fold(given);
  const found = (field.options ?? []).find(
    (option) =>
      option.value === given ||
      fold(textIn('fr', option.label)) === wanted ||
      fold(textIn('en', option.label)) === wanted,
  );
  return found?.value ?? null;
}

function explain({ t }: Context, issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' || issue.code === 'too_small') return t.text('common.errors.required');
  // A rule of the input may give its message as a text key.
  return isTextKey(issue.message) ? t.text(issue.message as TextKey) : t.text('common.errors.invalid');
}
