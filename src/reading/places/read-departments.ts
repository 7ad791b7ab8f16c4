import type { Reading } from '../reading.ts';
import { departments, regions } from './departments.ts';
import { FORMER_REGIONS, REGION_NICKNAMES } from './former-regions.ts';
import { placeKey } from './place-key.ts';

/** The codes in order, none twice; or the words that are no department or region. */
export type DepartmentsReading = Reading<
  readonly string[],
  'empty' | 'unreadable',
  unknown,
  { readonly unknown: readonly string[] }
>;

const JOINING = new Set('et and le la les l de du des d departement departements region plus'.split(' '));

let vocabulary: ReadonlyMap<string, readonly string[]> | null = null;

/**
 * Reads the departments of a region or an area, given by codes or names of departments, of today's regions or of those
 * before 2016, in any mixture: "02, 60, 80", "Aisne Oise Somme", "Picardie", "Hauts-de-France".
 */
export function readDepartments(text: string): DepartmentsReading {
  const words = placeKey(text).split(' ').filter(Boolean);
  const known = names();
  const found = new Set<string>();
  const unknown: string[] = [];
  for (let at = 0; at < words.length; ) {
    const length = longestName(words, at, known);
    const codes = length > 0 ? known.get(words.slice(at, at + length).join(' ')) : undefined;
    const word = words[at] ?? '';
    if (codes) for (const code of codes) found.add(code);
    else if (!JOINING.has(word)) unknown.push(word);
    at += Math.max(1, length);
  }
  if (unknown.length > 0) return { ok: false, problem: 'unreadable', unknown };
  if (found.size === 0) return { ok: false, problem: 'empty', unknown: [] };
  return { ok: true, value: [...found].sort() };
}

/** Returns whether this is the name of one department, or of one region of today or before 2016. */
export function isAreaName(text: string): boolean {
  return names().has(placeKey(text)) && !/^\d/.test(placeKey(text));
}

/**
 * Returns how many words the longest name beginning here takes: "Nord" alone is a department, "Nord-Pas-de-Calais" was
 * a region.
 */
function longestName(words: readonly string[], at: number, known: ReadonlyMap<string, unknown>): number {
  for (let length = Math.min(6, words.length - at); length > 0; length--) {
    if (known.has(words.slice(at, at + length).join(' '))) return length;
  }
  return 0;
}

function names(): ReadonlyMap<string, readonly string[]> {
  if (vocabulary) return vocabulary;
  const map = new Map<string, readonly string[]>();
  for (const [name, codes] of FORMER_REGIONS) map.set(placeKey(name), codes);
  for (const { name, departments } of regions()) map.set(placeKey(name), departments);
  for (const [nickname, name] of REGION_NICKNAMES) map.set(placeKey(nickname), map.get(placeKey(name)) ?? []);
  for (const { code, name } of departments()) {
    map.set(placeKey(name), [code]);
    map.set(code.toLowerCase(), [code]);
    map.set(code.replace(/^0/, '').toLowerCase(), [code]);
  }
  map.set('20', ['2A', '2B']);
  vocabulary = map;
  return map;
}
