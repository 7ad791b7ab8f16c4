import { allPlatformWords } from '../../platforms/registered.ts';
import { fold } from '../../reading/index.ts';
import { isTextKey, textIn } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';
import { wordsMeant } from './calls.ts';
import type { MenuItem, MenuTheme } from './menu.ts';

/** The most words of a sentence that are looked at, and the fewest letters of one. */
const MOST_WORDS = 40;
const FEWEST_LETTERS = 3;

/** Words that say nothing of what somebody wants, or that stand in most entries, as `wordsOf` returns them. */
const EMPTY = new Set(
  wordsOf(
    [
      'les des une que qui est sont pour dans avec sur par pas plus mon mes nos notre vous nous votre vos moi elle ils elles',
      'faire faut peux peut puis pouvez voudrais voudrait veux veut voulons aimerais souhaite comment quand quel quelle',
      'quels quelles pourquoi quoi bonjour merci bien tout tous voir dire choisir mois ici cette ces autre etre avoir ont etes',
      'the and for can could how what when where who why want would like please with our your this that see you are was',
      'have has does did not hello thanks all month say choose there get need',
    ].join(' '),
  ),
);

/** An entry is shown for one of its main words, or for one that stands in what it says of itself. */
const ENOUGH = 2;

function wordsOf(text: string): readonly string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= FEWEST_LETTERS)
    .map((word) => word.replace(/s$/u, ''));
}

/** Returns 2 for the same word, 1 for one with the same stem ("propose", "proposer", "propositions"), otherwise 0. */
function likeness(a: string, b: string): number {
  if (a === b) return 2;
  const shorter = Math.min(a.length, b.length);
  const stem = Math.max(4, shorter - 2);
  return shorter >= 5 && a.slice(0, stem) === b.slice(0, stem) ? 1 : 0;
}

/** Returns the words of an entry in both languages: those that name it, and those that it says of itself. */
function wordsOfItem(t: Translator, { command, label }: MenuItem, { title }: MenuTheme) {
  const { path, description } = command;
  const named = allPlatformWords(t);
  const inBoth = (key: string) => (isTextKey(key) ? [textIn('fr', key, named), textIn('en', key, named)] : []);
  return {
    naming: wordsOf([...path.fr, ...path.en, ...inBoth(label), ...inBoth(title)].join(' ')),
    saying: wordsOf(inBoth(description).join(' ')),
  };
}

/**
 * Returns the theme of which an entry holds most of what somebody said, its entries in that order: "je voudrais proposer
 * un événement". Null where none holds any of it.
 */
export function closestTheme(t: Translator, themes: readonly MenuTheme[], typed: string): MenuTheme | null {
  const said = wordsOf(wordsMeant(typed))
    .filter((word) => !EMPTY.has(word))
    .slice(0, MOST_WORDS);
  const scored = themes.map((theme) => {
    const items = theme.items.map((item) => {
      const { naming, saying } = wordsOfItem(t, item, theme);
      const best = (words: readonly string[], word: string) => Math.max(0, ...words.map((one) => likeness(one, word)));
      const score = said.reduce((sum, word) => {
        const named = best(naming, word);
        return sum + (named > 0 ? named + 1 : best(saying, word));
      }, 0);
      return { item, score };
    });
    return { theme, items: items.toSorted((a, b) => b.score - a.score) };
  });
  const [first] = scored.toSorted((a, b) => (b.items[0]?.score ?? 0) - (a.items[0]?.score ?? 0));
  if ((first?.items[0]?.score ?? 0) < ENOUGH || first === undefined) return null;
  return { ...first.theme, items: first.items.map(({ item }) => item) };
}
