import { isAlsoWord, isLikeAName } from '../../access/personal/meant.ts';
import { isTelling } from '../../access/personal/scrub.ts';
import { bare } from '../../access/personal/spelling.ts';
import { findMunicipalities, fold, isAreaName } from '../../reading/index.ts';
import type { Doing } from './erasure.ts';

const WORD = /[\p{L}\p{N}]+/gu;

/**
 * Returns those of somebody's one-word names that nobody and nothing else bears here, as far as the bot knows: no
 * person, organisation, event, place, nor anybody named in a contact, given as `others`. Such names may be taken out of
 * others' words.
 */
export function singleNames(names: readonly string[], others: readonly string[]): Doing['needles']['single'] {
  const taken = new Set(others.flatMap((other) => bare(other).match(WORD) ?? []));
  const single = names
    .map((name) => name.trim())
    .filter((name) => isLikeAName(name) && isTelling(name, false) && !taken.has(bare(name)) && !isPlace(name));
  return { names: single, words: single.filter((name) => isAlsoWord(name) || !isTelling(name.toLowerCase(), false)) };
}

function isPlace(name: string): boolean {
  if (isAreaName(name)) return true;
  return findMunicipalities(name, { misspelt: false }).some((one) => fold(one.name) === fold(name));
}
