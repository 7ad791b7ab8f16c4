import { z } from 'zod';
import type { Context } from '../../access/operation/context.ts';
import { type FieldDefinition, fieldsOf, type RawValues } from '../../chat/form.ts';
import type { Interaction } from '../../chat/interaction.ts';
import { dateBeside } from '../../reading/index.ts';
import type { Registry } from '../registry.ts';
import { bearsName, readInput } from '../running/read-input.ts';
import { keyText } from './build-form.ts';

/** Text typed after a command, sorted into its fields. */
export interface Placed {
  readonly values: RawValues;
  /**
   * Set when the text may belong elsewhere, or to several fields, so that the person looks at it before anything is
   * done.
   */
  readonly unsure: boolean;
  /** The words that no field takes. */
  readonly left: string;
  /**
   * A sentence that tells where the text went, when part of it was read as something else than the rest. The person looks at it in the
   * form, which needs no further warning.
   */
  readonly where?: string;
}

const TEXTUAL = new Set<FieldDefinition['kind']>(['text', 'longText', 'moment', 'pick', 'choice']);
/** A single word can't hold the values of two fields. An address, a telephone number or a sign may be for any field. */
const ONE_WORD = /^[\p{L}\p{N}'’-]+$/u;

/** The most words at the beginning of a text that are looked for in a list. */
const MOST_WORDS = 5;

/** Sorts text typed after a command into its fields. */
export async function placeTyped(
  registry: Registry,
  context: Context,
  interaction: Interaction<Context>,
  given: RawValues,
  text: string,
): Promise<Placed> {
  const typed = text.trim();
  if (typed === '') return { values: given, unsure: false, left: '' };
  const known = interaction.readTyped?.(typed);
  if (known && Object.keys(known).every((name) => given[name] === undefined)) {
    return { values: { ...given, ...known }, unsure: false, left: '' };
  }
  const free = fieldsOf(interaction.input).filter(
    (field) => field.option && TEXTUAL.has(field.kind) && given[field.name] === undefined,
  );
  const shown = free.filter((field) => field.hidden !== true);
  const [first, ...others] = shown.length > 0 ? shown : free;
  if (!first) return { values: given, unsure: false, left: typed };
  const values = { ...given, [first.name]: typed };
  if (known === null) return { values, unsure: true, left: '' };
  const dated = withDate(context, first, others, typed);
  if (dated) return { values: { ...given, ...dated.values }, unsure: false, left: '', where: dated.where };
  const [second] = others;
  if (!second || (first.required && ONE_WORD.test(typed))) return { values, unsure: false, left: '' };
  const picks = async (words: string) => {
    if (first.kind !== 'pick') return null;
    const read = await readInput(registry, context, interaction.input, { ...given, [first.name]: words }, [first]);
    return read.ok ? { [first.name]: String(read.input[first.name]) } : null;
  };
  if (await picks(typed)) return { values, unsure: false, left: '' };
  const named = first.kind === 'pick' ? await wholeNames(registry, context, first, typed) : [];
  const [only, ...namesakes] = named;
  // It is none of those whose name only begins so: "annuler Bal pour cause de pluie" isn't about "Bal pour tous".
  if (only && namesakes.length === 0) {
    const values = { ...given, [first.name]: only.value, [second.name]: only.rest };
    return { values, unsure: !(await isNamed(registry, context, second, only.rest)), left: '' };
  }
  if (only) return { values, unsure: true, left: '' };
  // Words after the name of something in a list are for the next field: "reporter 4 27 novembre".
  for (const [words, rest] of beginnings(typed)) {
    const picked = await picks(words);
    if (!picked) continue;
    // A number is nothing's beginning: "coorganiser 4 Le Moulin" says both, as far as something is called "Le Moulin".
    const isClear = /^\d+$/.test(words) && (await isNamed(registry, context, second, rest));
    return { values: { ...given, ...picked, [second.name]: rest }, unsure: !isClear, left: '' };
  }
  return { values, unsure: true, left: '' };
}

/** Puts the date that a line of text begins or ends with into the field for it; null where there is none. */
function withDate(context: Context, first: FieldDefinition, others: readonly FieldDefinition[], typed: string) {
  const when = others.find(({ kind }) => kind === 'moment');
  if (first.kind !== 'text' || !when) return null;
  const { t, now } = context;
  const found = dateBeside(typed, { now, timeZone: t.timeZone, locale: t.locale });
  if (!found) return null;
  const { date, rest } = found;
  const field = keyText(context, when.label);
  const other = keyText(context, first.label);
  return {
    values: { [when.name]: date, ...(rest === '' ? {} : { [first.name]: rest }) },
    where: t.text('common.typed.date', { date, field, other, rest: rest === '' ? 'no' : 'yes' }),
  };
}

/** Returns whether a text is the whole name of just one thing that this field picks from. */
async function isNamed(
  registry: Registry,
  context: Context,
  { kind, source }: FieldDefinition,
  typed: string,
): Promise<boolean> {
  if (kind !== 'pick' || source === undefined) return false;
  const options = (await registry.sources[source]?.(context, typed)) ?? [];
  return options.filter((option) => bearsName(option, typed)).length === 1;
}

/** Returns what a text begins with the whole name of, and what follows it: of all such names the longest. */
async function wholeNames(registry: Registry, context: Context, field: FieldDefinition, typed: string) {
  const words = typed.split(/\s+/u);
  const source = field.source === undefined ? undefined : registry.sources[field.source];
  const named = ((await source?.(context, words[0] ?? '')) ?? []).flatMap((option) => {
    const counts = [option.label, option.name ?? option.label].map((name) => name.trim().split(/\s+/u).length);
    const count = counts.find((one) => one < words.length && bearsName(option, words.slice(0, one).join(' ')));
    return count === undefined ? [] : [{ value: option.value, count, rest: words.slice(count).join(' ') }];
  });
  const longest = Math.max(...named.map(({ count }) => count));
  return named.filter(({ count }) => count === longest);
}

/** Returns the first words of a text beside the others, most words first. */
function beginnings(text: string): readonly (readonly [words: string, rest: string])[] {
  const words = text.split(/\s+/u);
  const counts = Array.from({ length: Math.min(MOST_WORDS, words.length - 1) }, (_, index) => index + 1).reverse();
  return counts.map((count) => [words.slice(0, count).join(' '), words.slice(count).join(' ')]);
}

/** Returns the values that a person wrote themselves, without ids and choices from a list. */
export function freelyTyped(interaction: Interaction<Context>, given: RawValues): RawValues {
  const fields = fieldsOf(interaction.input).filter(
    ({ name, kind, options }) =>
      TEXTUAL.has(kind) &&
      !options?.some(({ value }) => value === given[name]) &&
      !z.uuid().safeParse(given[name]).success,
  );
  return Object.fromEntries(fields.flatMap(({ name }) => (given[name] === undefined ? [] : [[name, given[name]]])));
}
