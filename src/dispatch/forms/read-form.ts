import type { Context } from '../../access/operation/context.ts';
import type { FieldDefinition, RawValues } from '../../chat/form.ts';
import { UserError } from '../../chat/user-error.ts';
import type { Registry } from '../registry.ts';
import type { FieldErrors } from '../running/words.ts';
import { fieldErrorsOf } from '../running/words.ts';
import type { DraftForm } from './draft-form.ts';
import { type ReadInput, readInput } from './read-input.ts';

/**
 * Reads a form. Where some of it doesn't read, or is `toCome`, what the interaction knows to be wrong with the rest is told
 * with that: its own work, which would tell, can't begin.
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

/** Returns what is wrong with the fields; what isn't about fields comes up again when all is there. */
async function refusedBy(context: Context, check: () => Promise<void>): Promise<FieldErrors> {
  try {
    await check();
    return {};
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return fieldErrorsOf(context, error) ?? {};
  }
}
