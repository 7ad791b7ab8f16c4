import type { Context } from '../../access/operation/context.ts';
import { versionOf } from '../../access/operation/version.ts';
import { type FieldDefinition, type FieldValue, fieldsOf, type RawValues } from '../../chat/form.ts';
import type { Interaction } from '../../chat/interaction.ts';
import { ChangedMeanwhile, ChoiceNeeded, UserError } from '../../chat/user-error.ts';
import type { InboxOptions } from '../options.ts';
import { type Conversation, type FilledWith, keepSettled } from './conversation-store.ts';
import { readInput } from './read-input.ts';
import { listedFor, saidOf } from './said-values.ts';

/** The field in which a choice says whose words stay: `<whose>/<print>`, with the print of what was shown. */
export const WHOSE = 'whose';

interface Form {
  readonly interaction: Interaction<Context>;
  readonly key: string;
  readonly conversation: Conversation;
}

/** A form that goes with what is stored now. */
export interface Merged {
  /** The values that the form shows. */
  readonly values: RawValues;
  readonly input: Record<string, unknown>;
  /** A sentence about what somebody else has changed meanwhile and stays; null where there is nothing of the kind. */
  readonly kept: string | null;
  /** The form as it stands once it is shown back with this; null where nothing of it is somebody else's. */
  readonly settled: Pick<Conversation, 'values' | 'filledWith'> | null;
  /** Throws ChangedMeanwhile where something else is stored now. `context` reads in the transaction that stores the form. */
  readonly unchanged: ((context: Context) => Promise<void>) | null;
}

/** Returns digests of what fields are filled in with. */
export function digestsOf(values: RawValues): FilledWith {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, digestOf(value)]));
}

/**
 * Returns the same for what reads the same: a form may give back a text with other line ends or without spaces around it, and choices
 * in another order.
 */
function digestOf(value: FieldValue | undefined): string {
  const plain = (one: string) => one.replace(/\r\n?/g, '\n').trim();
  return versionOf(typeof value === 'string' ? plain(value) : (value ?? []).map(plain).sort().join('\n'));
}

/** Returns those values that somebody didn't leave as they were when the form was begun. */
export function touched(values: RawValues, filledWith: FilledWith | null): RawValues {
  const others = Object.entries(values).filter(([name, value]) => filledWith?.[name] !== digestOf(value));
  return Object.fromEntries(others);
}

/**
 * Merges what somebody wrote with what is stored by now: a field that they left as it was has what is stored. Throws
 * ChoiceNeeded where both changed one, UserError where there is nothing any more that could be changed.
 */
export async function mergedNow(
  { database, registry }: Pick<InboxOptions, 'database' | 'registry'>,
  context: Context,
  { input, ...form }: Form & { readonly input: Record<string, unknown> },
): Promise<Merged> {
  const { interaction, conversation } = form;
  const stored = await storedNow(registry, context, form);
  if (stored === null) return { values: conversation.values, input, kept: null, settled: null, unchanged: null };
  const { now } = stored;
  const { values, kept, both } = compared(form, stored);
  if (both.length > 0) throw await asked(database, registry, context, form, now, both);
  const read = await readInput(registry, context, interaction.input, values);
  if (!read.ok) throw new UserError('common.errors.incomplete', { fields: Object.values(read.errors).join(' ') });
  const print = printOfStored(stored);
  const shown = Object.entries(values).filter(([name]) => versions(interaction, now).every((one) => one.name !== name));
  const filledWith = { ...(conversation.filledWith ?? digestsOf(now)), ...digestsIn(now, kept) };
  return {
    values: Object.fromEntries(shown),
    input: read.input,
    settled: kept.length === 0 ? null : { values, filledWith },
    kept: kept.length === 0 ? null : await keptWords(database, registry, context, form, now, kept),
    async unchanged(within) {
      if (printOfStored(await storedIn(registry, within, form)) === print) return;
      throw new ChangedMeanwhile('common.meanwhile.again');
    },
  };
}

interface Stored {
  /** The values that the form would be filled in with now. */
  readonly now: RawValues;
  /** The fields in which nobody's words stand, but the bot's own. */
  readonly own: ReadonlySet<string>;
  /** The fields that came back empty because their lists don't have what is stored: the form couldn't show it to this person. */
  readonly unlisted: ReadonlySet<string>;
}

/** Returns what is stored now; null for a form that puts nothing back, or of which it isn't known what it was filled in with. */
async function storedNow(registry: InboxOptions['registry'], context: Context, form: Form): Promise<Stored | null> {
  const { interaction, conversation } = form;
  if (!interaction.putsBack || !interaction.prefill) return null;
  const stored = await storedIn(registry, context, form);
  const isCompared = conversation.filledWith !== null || versions(interaction, stored.now).length > 0;
  return isCompared ? stored : null;
}

async function storedIn(registry: InboxOptions['registry'], context: Context, form: Form): Promise<Stored> {
  const { interaction, key, conversation } = form;
  const now = (await interaction.prefill?.(context, key, {})) ?? {};
  const ours = Object.entries((await interaction.putsBack?.own?.(context, key)) ?? {});
  return {
    now,
    own: new Set(ours.flatMap(([name, words]) => (digestOf(now[name]) === digestOf(words) ? [name] : []))),
    unlisted: await unlistedIn(registry, context, interaction, now, conversation.values),
  };
}

async function unlistedIn(
  registry: InboxOptions['registry'],
  context: Context,
  { input }: Interaction<Context>,
  now: RawValues,
  mine: RawValues,
): Promise<ReadonlySet<string>> {
  const unlisted = new Set<string>();
  for (const { name, kind, source } of fieldsOf(input)) {
    const [isPick, stored] = [kind === 'pick' || kind === 'picks', [now[name] ?? []].flat()];
    if (!isPick || stored.length === 0 || [mine[name] ?? []].flat().length > 0) continue;
    const listed = await listedFor(registry, context, source, stored, now);
    if (stored.some((one) => listed.every(({ value }) => value !== one))) unlisted.add(name);
  }
  return unlisted;
}

/** Identifies what people have stored: the bot's own words move by themselves. */
function printOfStored({ now, own }: Stored): string {
  return versionOf(
    Object.entries(digestsOf(now))
      .filter(([name]) => !own.has(name))
      .sort(),
  );
}

/** Returns the fields that the form doesn't show and that identify what it was filled in with. */
function versions({ input }: Interaction<Context>, now: RawValues): readonly FieldDefinition[] {
  return fieldsOf(input).filter(({ hidden, name }) => hidden === true && now[name] !== undefined);
}

interface Comparison {
  /** The values that were written, with what is stored now in the fields that were left as they were. */
  readonly values: RawValues;
  /** The fields that somebody else has changed. */
  readonly kept: readonly FieldDefinition[];
  /** The fields that both have changed, to something else each. */
  readonly both: readonly FieldDefinition[];
}

function compared(
  { interaction, conversation: { values: mine, filledWith } }: Form,
  { now, own, unlisted }: Stored,
): Comparison {
  const moved: FieldDefinition[] = [];
  const kept: FieldDefinition[] = [];
  const both: FieldDefinition[] = [];
  const hidden = versions(interaction, now);
  // A form that was begun before it was stored with what tells only whether anything at all has changed since.
  const isOld = filledWith === null;
  // What a later release has added to it tells nothing.
  const isOutdated =
    isOld && hidden.some(({ name }) => mine[name] !== undefined && digestOf(mine[name]) !== digestOf(now[name]));
  for (const field of fieldsOf(interaction.input)) {
    const { name } = field;
    if (field.hidden || digestOf(mine[name]) === digestOf(now[name])) continue;
    if (isOld) {
      if (isOutdated && now[name] !== undefined && field.kind !== 'file') both.push(field);
      continue;
    }
    const begun = filledWith[name] ?? digestOf(undefined);
    if (unlisted.has(name)) {
      (digestOf(now[name]) === begun ? moved : kept).push(field);
      continue;
    }
    // Whoever sends what can't be left empty means it to stand, though somebody has taken it away.
    if (digestOf(now[name]) === begun || (field.required && now[name] === undefined)) continue;
    const isUntouched = digestOf(mine[name]) === begun;
    if (isUntouched) (own.has(name) ? moved : kept).push(field);
    else if (!own.has(name)) both.push(field);
  }
  const renewed = hidden.filter(({ asOpened }) => asOpened !== true);
  return { values: withStored(mine, now, [...moved, ...kept, ...renewed]), kept, both };
}

/** Returns the values with what is stored now in these fields. */
function withStored(values: RawValues, now: RawValues, fields: readonly FieldDefinition[]): RawValues {
  const left = Object.entries(values).filter(([name]) => fields.every((field) => field.name !== name));
  const stored = fields.flatMap(({ name }) => (now[name] === undefined ? [] : [[name, now[name]] as const]));
  return Object.fromEntries([...left, ...stored]);
}

/** Identifies what was shown of what both have changed. */
function printOf(now: RawValues, both: readonly FieldDefinition[]): string {
  return versionOf(both.map(({ name }) => [name, digestOf(now[name])]));
}

/** Returns the values with both people's words in these fields; null where one of them can't hold both. */
function withBoth(
  { interaction, conversation: { values } }: Form,
  now: RawValues,
  fields: readonly FieldDefinition[],
): RawValues | null {
  const joined = fields.map(({ name }) => {
    const [theirs, mine] = [now[name], values[name]];
    if (theirs === undefined || mine === undefined) return [name, theirs ?? mine ?? null] as const;
    return [name, interaction.putsBack?.both?.(name, theirs, mine) ?? null] as const;
  });
  const found = joined.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  return found.length === joined.length ? { ...values, ...Object.fromEntries(found) } : null;
}

async function asked(
  database: InboxOptions['database'],
  registry: InboxOptions['registry'],
  context: Context,
  form: Form,
  now: RawValues,
  both: readonly FieldDefinition[],
): Promise<ChoiceNeeded> {
  const { t } = context;
  const print = printOf(now, both);
  const said = await saidOf(database, registry, context, both, now);
  const own = await saidOf(database, registry, context, both, form.conversation.values);
  const holdsBoth = form.interaction.putsBack?.both !== undefined && withBoth(form, now, both) !== null;
  const options = [
    { value: `mine/${print}`, label: t.text('common.meanwhile.mine') },
    { value: `theirs/${print}`, label: t.text('common.meanwhile.theirs') },
    ...(holdsBoth ? [{ value: `both/${print}`, label: t.text('common.meanwhile.bothKept') }] : []),
  ];
  return new ChoiceNeeded('common.meanwhile.asked', { ...(await named(context, form)), said, own }, WHOSE, options);
}

async function keptWords(
  database: InboxOptions['database'],
  registry: InboxOptions['registry'],
  context: Context,
  form: Form,
  now: RawValues,
  kept: readonly FieldDefinition[],
): Promise<string> {
  const said = await saidOf(database, registry, context, kept, now);
  return context.t.text('common.meanwhile.kept', { ...(await named(context, form)), said });
}

async function named(context: Context, { interaction, key }: Form) {
  const by = (await interaction.putsBack?.by?.(context, key)) ?? null;
  if (by === null) return { named: 'no', name: '' };
  // They may have two forms open, on a phone and a computer.
  return { named: by.personId === context.actor.personId ? 'own' : 'yes', name: by.name };
}

/**
 * Settles whose words stay where both changed a field, as somebody has chosen, and returns the form as it is then. What they weren't
 * shown is left as it is, to be asked about.
 */
export async function settled(
  { database, registry }: Pick<InboxOptions, 'database' | 'registry'>,
  context: Context,
  form: Form,
  chosen: string,
): Promise<Conversation> {
  const { conversation } = form;
  const [whose, print] = chosen.split('/');
  const stored = await storedNow(registry, context, form);
  if (stored === null) return conversation;
  const { now } = stored;
  const { both } = compared(form, stored);
  if (printOf(now, both) !== print) return conversation;
  const values = (whose === 'both' && withBoth(form, now, both)) || conversation.values;
  const after = {
    values: whose === 'theirs' ? withStored(values, now, both) : values,
    filledWith: { ...(conversation.filledWith ?? digestsOf(now)), ...digestsIn(now, both) },
  };
  await keepSettled(database, conversation.id, after);
  return { ...conversation, ...after };
}

function digestsIn(now: RawValues, fields: readonly FieldDefinition[]): FilledWith {
  return Object.fromEntries(fields.map(({ name }) => [name, digestOf(now[name])]));
}
