import type { CommandDefinition } from '../../chat/interaction.ts';

/**
 * A command's path among the words that people typed, read without regard to accents and case, in the plural, the
 * infinitive or the imperative ("/evenement propose", "/événements Liste").
 */
export interface ReadPath {
  /** As defined, in the language it was typed in; one word where the second wasn't recognised. */
  readonly path: readonly string[];
  readonly definition: CommandDefinition | null;
  /** The text after the path. */
  readonly rest: string;
}

type Language = 'fr' | 'en';
const languages: readonly Language[] = ['fr', 'en'];

/** Imperatives whose stem isn't that of the infinitive. */
const irregular = new Map(
  Object.entries({
    vois: 'voir',
    voyez: 'voir',
    voyons: 'voir',
    ecris: 'ecrire',
    ecrivez: 'ecrire',
    ecrivons: 'ecrire',
    recois: 'recevoir',
    lis: 'lire',
    lisez: 'lire',
    rejoins: 'rejoindre',
    rejoignez: 'rejoindre',
    rejoignons: 'rejoindre',
  }),
);

export function readPath(
  command: string,
  text: string,
  definitions: readonly CommandDefinition[],
  preferred: Language,
): ReadPath {
  const first = command.replace(/^\//, '');
  const inOrder = [preferred, ...languages.filter((language) => language !== preferred)];
  for (const language of inOrder) {
    const group = best(first, definitions, (definition) => definition.path[language][0] ?? '');
    if (group.length > 0) return readSecond(group, language, text.trim());
  }
  return { path: [plainWord(first)], definition: null, rest: text.trim() };
}

function readSecond(group: readonly CommandDefinition[], language: Language, text: string): ReadPath {
  const name = group[0]?.path[language][0] ?? '';
  const words = [...text.matchAll(/\S+/g)].map((match) => ({ word: match[0], end: match.index + match[0].length }));
  // Two words are tried first: "compte rendu" is the subcommand "compte-rendu".
  for (const count of [2, 1]) {
    const last = words[count - 1];
    // A sign such as an emoji is no part of a name: it is what the person means to say.
    if (!last || plainWord(last.word) === '') continue;
    const typed = words
      .slice(0, count)
      .map(({ word }) => word)
      .join('');
    for (const spoken of [language, language === 'fr' ? 'en' : 'fr'] as const) {
      const [found, ...others] = best(typed, group, (definition) => definition.path[spoken][1] ?? '');
      if (found && others.length === 0) {
        return { path: found.path[language], definition: found, rest: text.slice(last.end).trim() };
      }
    }
  }
  const alone = group.find((definition) => definition.path[language].length === 1) ?? null;
  return { path: [name], definition: alone, rest: text };
}

/** Returns the definitions with exactly these words, or else those with the same stem. */
function best(
  typed: string,
  definitions: readonly CommandDefinition[],
  wordOf: (definition: CommandDefinition) => string,
): CommandDefinition[] {
  const word = plainWord(typed);
  if (word === '') return [];
  const exact = definitions.filter((definition) => plainWord(wordOf(definition)) === word);
  if (exact.length > 0) return exact;
  const stem = stemOf(word);
  return definitions.filter(
    (definition) => wordOf(definition) !== '' && stemOf(plainWord(wordOf(definition))) === stem,
  );
}

/** Returns a word in lower case, without accents, hyphens or punctuation. */
export function plainWord(word: string): string {
  return word
    .replaceAll('œ', 'oe')
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function stemOf(word: string): string {
  const base = irregular.get(word) ?? word;
  const singular = base.length > 3 ? base.replace(/[sx]$/, '') : base;
  // "répondre" and "exclure" lose their "re", "retire" and "ouvre" only their "e".
  const stem = singular.replace(/(issez|issons|oir|er|ez|ir|(?<=[nrt]d|tt|clu)re|on|e|i)$/, '');
  return stem.length >= 2 ? stem : singular;
}
