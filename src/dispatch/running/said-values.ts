import type { Context } from '../../access/operation/context.ts';
import { cut, quotedBack } from '../../chat/cut.ts';
import type { FieldDefinition, RawValues } from '../../chat/form.ts';
import type { Option } from '../../chat/message.ts';
import { inTransaction } from '../../database/transaction.ts';
import { fileRefs } from '../../files/store.ts';
import type { TextKey } from '../../texts/index.ts';
import type { InboxOptions } from '../options.ts';

/** The most units in which the values of all fields are said together. */
const SAID_TOGETHER = 1200;

/** Says what stands in these fields, a line for each, the shorter the more they are. */
export async function saidOf(
  database: InboxOptions['database'],
  registry: InboxOptions['registry'],
  context: Context,
  fields: readonly FieldDefinition[],
  values: RawValues,
): Promise<string> {
  const { t } = context;
  const lines: string[] = [];
  const most = Math.floor(SAID_TOGETHER / fields.length);
  for (const field of fields) {
    const given = [values[field.name] ?? []].flat().filter(Boolean);
    const said = (await named(database, registry, context, field, given)).filter(Boolean);
    const nothing = given.length === 0 ? 'common.meanwhile.empty' : 'common.meanwhile.unlisted';
    const label = said.length === 0 ? t.text(nothing) : cut(quotedBack(said.join(', ')), most);
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
    const listed = await listedFor(registry, context, source, values);
    return listed.filter(({ value }) => values.includes(value)).map(({ label }) => label);
  }
  if (kind === 'channel') {
    const found = await Promise.all(values.map((one) => context.access(one)));
    return found.map(({ channel }) => channel ?? t.text('common.access.thisChannel'));
  }
  if (kind === 'file') {
    const files = await inTransaction(database, (tx) => fileRefs({ tx, region, now }, values));
    return files.map(({ name }) => name);
  }
  return values;
}

/** Returns what a form that is filled in with these values lists: what anybody may pick, and what is found by the one value itself. */
export async function listedFor(
  registry: InboxOptions['registry'],
  context: Context,
  source: string | undefined,
  values: readonly string[],
  form?: RawValues,
): Promise<readonly Option[]> {
  const find = registry.sources[source ?? ''];
  if (find === undefined) return [];
  const all = await find(context, '', form);
  const [only, ...others] = values.filter((one) => all.every(({ value }) => value !== one));
  return only === undefined || others.length > 0 ? all : [...all, ...(await find(context, only, form))];
}
