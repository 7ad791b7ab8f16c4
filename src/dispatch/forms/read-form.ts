import type { Context } from '../../access/operation/context.ts';
import type { FieldDefinition, RawValues } from '../../chat/form.ts';
import { UserError } from '../../chat/user-error.ts';
import type { Registry } from '../registry.ts';
import { type ReadInput, readInput } from '../running/read-input.ts';
import type { FieldErrors } from '../running/words.ts';
import { fieldErrorsOf } from '../running/words.ts';
import type { DraftForm } from './draft-form.ts';

/**
 * Reads a form. When some fields don't read, or are `toCome`, the interaction still checks the rest, so that every
 * error is told at once: its own work, which would find them, can't begin.
 */
export async function readForm(
  registry: Registry,
  context: Context,
  { interaction, key }: Pick<DraftForm, 'interaction' | 'key'>,
  values: RawValues,
  { only, toCome }: { readonly only: readonly FieldDefinition[]; readonly toCome: boolean },
): Promise<ReadInput> {
  const read = await readInput(registry, context, interaction.input, values, only);
  if (read.ok && !toCome) return read;
  const rest = read.ok ? read.input : read.rest;
  const known = await refusedBy(context, async () => interaction.check?.(context, rest, key));
  const errors = { ...known, ...(read.ok ? {} : read.errors) };
  if (Object.keys(errors).length === 0) return read;
  const inOrder = only.flatMap(({ name }) => (errors[name] === undefined ? [] : [[name, errors[name]] as const]));
  return { ok: false, errors: { ...Object.fromEntries(inOrder), ...errors }, rest };
}

/** Returns what is wrong with the fields. Errors that concern no field come up again once everything is given. */
async function refusedBy(context: Context, check: () => Promise<void>): Promise<FieldErrors> {
  try {
    await check();
    return {};
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return fieldErrorsOf(context, error) ?? {};
  }
}
