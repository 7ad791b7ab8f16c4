import { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from '../dates/index.ts';
import { english, french } from '../generated/texts.ts';
import { isolated } from './isolate.ts';
import { typeset } from './typography.ts';

export type { Locale };
export const locales = ['fr', 'en'] as const satisfies readonly Locale[];

/** French is the first language of the texts: its keys define all keys. */
type French = typeof french;
type TextFile = keyof French;
type Texts = { readonly [F in TextFile]: Readonly<Record<keyof French[F], string>> };

/** `<file>.<key>`, e.g. 'events.card.title'. */
export type TextKey = { [F in TextFile]: `${F}.${Extract<keyof French[F], string>}` }[TextFile];

export type TextValues = Readonly<Record<string, string | number | boolean | Date | null>>;

function flattened(texts: Texts): Map<string, string> {
  const all = new Map<string, string>();
  for (const [file, entries] of Object.entries(texts)) {
    for (const [key, value] of Object.entries<string>(entries)) all.set(`${file}.${key}`, value);
  }
  return all;
}

const catalogues: Readonly<Record<Locale, ReadonlyMap<string, string>>> = {
  fr: flattened(french),
  en: flattened(english),
};

/** Whether a text is set as printers do, for people to read, or written as one types, for files that programs read. */
export type Setting = 'printed' | 'typed';

const formats = new Map<string, IntlMessageFormat>();

function format(locale: Locale, key: string, setting: Setting): IntlMessageFormat {
  const id = `${locale}:${setting}:${key}`;
  const known = formats.get(id);
  if (known) return known;
  const source = catalogues[locale].get(key);
  if (source === undefined) throw new Error(`no text "${key}" in ${locale}`);
  const language = locale === 'fr' ? 'fr-FR' : 'en-GB';
  const typed = new IntlMessageFormat(source, language, undefined, { ignoreTag: true });
  const made = setting === 'typed' ? typed : new IntlMessageFormat(typeset(typed.getAst(), locale), language);
  formats.set(id, made);
  return made;
}

/**
 * Returns a key's text in a language with its values filled in. Throws for an unknown key or a missing value, which
 * is a bug.
 */
export function textIn(locale: Locale, key: string, values: TextValues = {}, setting: Setting = 'printed'): string {
  const filled = setting === 'typed' ? values : Object.fromEntries(Object.entries(values).map(apart));
  return String(format(locale, key, setting).format({ ...filled }));
}

/** Returns a value as it is filled in: whatever script it is written in, what stands beside it stays where it is. */
function apart([name, value]: [string, TextValues[string]]): [string, TextValues[string]] {
  return [name, typeof value === 'string' ? isolated(value) : value];
}

const commandsByText = new Map<string, readonly string[]>();

/** Returns the commands that a text names: 'edition_ouvrir' for `{command_edition_ouvrir}`. */
export function commandsIn(locale: Locale, key: string): readonly string[] {
  const id = `${locale}:${key}`;
  const known = commandsByText.get(id);
  if (known) return known;
  const source = catalogues[locale].get(key) ?? '';
  const found = [...source.matchAll(/\{command_([a-z_]+)\}/g)].map(([, argument = '']) => argument);
  commandsByText.set(id, found);
  return found;
}

export function isTextKey(key: string): key is TextKey {
  return catalogues.fr.has(key);
}

/** Returns every text of a language, for the tests that read them all. */
export function allTexts(locale: Locale): ReadonlyMap<string, string> {
  return catalogues[locale];
}
