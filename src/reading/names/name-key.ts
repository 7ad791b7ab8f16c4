import { confusableKey } from './confusable-key.ts';
import { skeleton } from './confusables.ts';
import { isDistinctive } from './distinctive-words.ts';
import { withinEdits } from './edit-distance.ts';
import { fold } from './fold.ts';

/** Legal forms of several words, folded and without punctuation. */
const LEGAL_PHRASES =
  /\b(?:association (?:de )?loi (?:de )?1901|loi (?:de )?1901|societe cooperative (?:(?:ouvriere )?de production|et participative|d interet collectif)|societe par actions simplifiee|societe a responsabilite limitee)\b/g;

/**
 * Returns a key that is the same for two spellings of one organisation's name: without accents, case, punctuation,
 * articles, legal forms and look-alike letters of other scripts. "L'Association « Les Jardins de l'Oise »" and "jardins
 * de l'oise (asso. loi 1901)" share one. Never empty for a name with a letter or digit: a name made only of such words
 * is kept whole.
 */
export function nameKey(name: string): string {
  const plain = skeleton(fold(skeleton(name.normalize('NFKD'))))
    .replace(/\b([a-z])\.(?=[a-z]\b)/g, '$1')
    .replace(/&/g, ' et ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const words = plain.replace(LEGAL_PHRASES, ' ').split(' ').filter(Boolean);
  const telling = words.filter(isDistinctive);
  return telling.length > 0 ? telling.join(' ') : plain;
}

/**
 * Returns whether two names are similar enough to ask "is it the same organisation?": the same words in any order, one
 * typing slip in a long word (two in a very long one), or what an eye takes for the same ({@link confusableKey}).
 * Numbers must agree, and an additional word makes another name: "Emmaüs Beauvais" isn't "Emmaüs Amiens", nor "Emmaüs".
 */
export function isSimilarName(a: string, b: string): boolean {
  const [first, second] = [nameKey(a), nameKey(b)];
  if (first === '' || second === '') return false;
  if (first.replaceAll(' ', '') === second.replaceAll(' ', '')) return true;
  if (isConfusable(a, b)) return true;
  const [left, right] = [first.split(' ').sort(), second.split(' ').sort()];
  if (left.length !== right.length) return false;
  const leftOver = left.filter((word) => !right.includes(word));
  const rightOver = right.filter((word) => !left.includes(word));
  if (leftOver.length > 1 || rightOver.length > 1) return false;
  const [from, to] = [leftOver[0], rightOver[0]];
  if (from === undefined || to === undefined) return from === to;
  return sameButForASlip(from, to);
}

/** Returns whether an eye takes one name for the other: they have the same key, or look the same. */
export function isConfusable(a: string, b: string): boolean {
  const [first, second] = [nameKey(a), nameKey(b)];
  if (first === '' || second === '') return false;
  return first === second || confusableKey(a) === confusableKey(b);
}

function sameButForASlip(a: string, b: string): boolean {
  if (/\d/.test(a + b)) return false;
  const length = Math.min(a.length, b.length);
  return length >= 5 && withinEdits(a, b, length >= 9 ? 2 : 1);
}
