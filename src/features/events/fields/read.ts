import { readEach } from '../../../chat/user-error.ts';
import type { FieldReading, FieldValues } from './kind.ts';
import { fieldKindOf } from './kinds.ts';
import type { FieldName } from './list.ts';

/** Fields as typed. An undefined one stays as it is; null empties it. */
export type TypedFields = { readonly [N in FieldName]?: string | null | undefined };

/** Reads these fields, each as its kind does. Throws UserError about all that can't be read. */
export async function readFields(
  reading: FieldReading,
  names: readonly FieldName[],
  typed: TypedFields,
): Promise<FieldValues> {
  const values = await readEach(...names.map((name) => () => readField(reading, name, typed[name])));
  return Object.assign({}, ...values);
}

function readField(reading: FieldReading, name: FieldName, typed: string | null | undefined) {
  if (typed === undefined) return {};
  const kind = fieldKindOf(name);
  if (typed !== null) return kind.read(reading, name, typed);
  return Object.fromEntries(kind.columns(name).map((column) => [column, null]));
}
