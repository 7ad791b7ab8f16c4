import { fold } from '../../reading/index.ts';
import type { PossibleReader } from './review.ts';

/** Returns a name as it tells people of one name apart, "Bruno (La Ruche)", and as it may be typed. */
export function readerLabel({ name, organisations }: Pick<PossibleReader, 'name' | 'organisations'>): string {
  const [first] = organisations;
  return first === undefined ? name : `${name} (${first})`;
}

/**
 * Returns those whom a typed name may mean: those of this very name, otherwise those whose name has each of the words, or
 * the beginnings of words, that were typed; an organisation's name may stand after it. One is meant, several are to be asked
 * about.
 */
export function readersNamed(people: readonly PossibleReader[], typed: string): readonly PossibleReader[] {
  const wanted = fold(typed);
  const exact = people.filter((one) => [one.name, readerLabel(one)].some((name) => fold(name) === wanted));
  if (exact.length > 0) return exact;
  const words = wordsOf(typed);
  const [first] = words;
  if (first === undefined) return [];
  const byName = people.filter(({ name }) => hasAll(wordsOf(name), words));
  if (byName.length > 0) return byName;
  return people.filter(
    ({ name, organisations }) =>
      hasAll(wordsOf(name), [first]) && hasAll([name, ...organisations].flatMap(wordsOf), words),
  );
}

function wordsOf(text: string): readonly string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]/u)
    .filter((word) => word !== '');
}

function hasAll(words: readonly string[], beginnings: readonly string[]): boolean {
  return beginnings.every((beginning) => words.some((word) => word.startsWith(beginning)));
}
