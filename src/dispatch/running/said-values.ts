import type { Context } from '../../access/operation/context.ts';
import { quotedBack } from '../../chat/cut.ts';
import type { FieldDefinition, RawValues } from '../../chat/form.ts';
import { inTransaction } from '../../database/transaction.ts';
import { fileRefs } from '../../files/store.ts';
import type { TextKey } from '../../texts/index.ts';
import type { InboxOptions } from '../options.ts';

/** Says what stands in these fields, a line for each. */
export async function saidOf(
  database: InboxOptions['database'],
  registry: InboxOptions['registry'],
  context: Context,
  fields: readonly FieldDefinition[],
  values: RawValues,
): Promise<string> {
  const { t } = context;
  const lines: string[] = [];
  for (const field of fields) {
    const said = (await named(database, registry, context, field, [values[field.name] ?? []].flat())).filter(Boolean);
    const label = said.length === 0 ? t.text('common.meanwhile.empty') : quotedBack(said.join(', '));
    lines.push(`\n• ${t.text('common.list.of', { what: t.text(field.label as TextKey), label })}`);
  }
  return lines.join('');
}

/** Returns the values of a field as people read them: the labels of what was chosen, the names of files. */
async function named(
  database: InboxOptions['database'],
  registry: InboxOptions['registry'],
  context: Context,
  { kind, options = [], source }: FieldDefinition,
  values: readonly string[],
): Promise<readonly string[]> {
  const { t, region, now } = context;
  if (kind === 'choice' || kind === 'choices') {
    const labels = options.filter(({ value }) => values.includes(value));
    return labels.map(({ label }) => t.text(label as TextKey));
  }
  if (kind === 'pick' || kind === 'picks') {
    const listed = (await registry.sources[source ?? '']?.(context, '')) ?? [];
    return listed.filter(({ value }) => values.includes(value)).map(({ label }) => label);
  }
  if (kind === 'file') {
    const files = await inTransaction(database, (tx) => fileRefs({ tx, region, now }, values));
    return files.map(({ name }) => name);
  }
  return values;
}
