import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { department } from './departments.ts';
import type { Municipality } from './municipality.ts';
import { packageData, packageRows } from './package-data.ts';
import { placeKey, withoutArticle } from './place-key.ts';

/** The data kept of a commune: about 150 bytes each, for 35,000 of them. */
export interface GazetteerEntry {
  readonly code: string;
  readonly name: string;
  readonly key: string;
  /** The key without its article; the same string when there is none. */
  readonly bareKey: string;
  readonly department: string;
  readonly population: number;
  /** Postal codes, separated by spaces. A town has several; several villages share one. */
  readonly postalCodes: string;
}

const Row = z.object({
  code: z.string(),
  nom: z.string(),
  type: z.string(),
  departement: z.string().optional(),
  population: z.number().optional(),
  codesPostaux: z.array(z.string()).optional(),
});

let entries: readonly GazetteerEntry[] | null = null;
let byDepartment: ReadonlyMap<string, readonly GazetteerEntry[]> | null = null;

/**
 * Returns today's communes of the 101 departments, by their keys without article, without the districts of Paris, Lyon and
 * Marseille and communes absorbed by others. It is read once. A call before `loadGazetteer` has finished reads it at once and
 * holds up everything else.
 */
export function gazetteer(): readonly GazetteerEntry[] {
  entries ??= readAtOnce();
  return entries;
}

/** Returns the communes of these departments, given by their codes: most of what is typed is looked for in three or four of them. */
export function gazetteerOf(departments: readonly string[]): readonly GazetteerEntry[] {
  byDepartment ??= grouped(gazetteer());
  return [...new Set(departments)].flatMap((code) => byDepartment?.get(code) ?? []);
}

function grouped(all: readonly GazetteerEntry[]): ReadonlyMap<string, readonly GazetteerEntry[]> {
  const groups = new Map<string, GazetteerEntry[]>();
  for (const entry of all) {
    const group = groups.get(entry.department);
    if (group) group.push(entry);
    else groups.set(entry.department, [entry]);
  }
  return groups;
}

/** Returns the communes with this key without article, found among all of them in a few steps. */
export function withBareKey(key: string): readonly GazetteerEntry[] {
  const sorted = gazetteer();
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle]?.bareKey ?? '') < key) from = middle + 1;
    else to = middle;
  }
  let end = from;
  while (sorted[end]?.bareKey === key) end += 1;
  return sorted.slice(from, end);
}

/** Reads the gazetteer beforehand. */
export async function loadGazetteer(): Promise<void> {
  if (entries) return;
  const found = await readInSlices();
  entries ??= found;
}

export function readAtOnce(): readonly GazetteerEntry[] {
  const rows = packageData('communes');
  if (!Array.isArray(rows)) throw new TypeError('communes.json holds no list');
  return rows.flatMap(entriesIn).sort(byBareKey);
}

/** Reads it in slices, so that others have their turn: at once it takes some hundred milliseconds. */
export async function readInSlices(): Promise<readonly GazetteerEntry[]> {
  const found: GazetteerEntry[] = [];
  for await (const rows of packageRows('communes')) {
    found.push(...rows.flatMap(entriesIn));
    await nextTurn();
  }
  return found.sort(byBareKey);
}

/** Compares by UTF-16 units, as `<` does: what is looked for in the sorted list is compared in the same way. */
function byBareKey(one: GazetteerEntry, other: GazetteerEntry): number {
  if (one.bareKey === other.bareKey) return 0;
  return one.bareKey < other.bareKey ? -1 : 1;
}

/** Returns one entry, or none when the row is no commune of today. */
function entriesIn(row: unknown): readonly GazetteerEntry[] {
  // Checking the rows that are dropped would take most of the loading time.
  if (typeof row !== 'object' || row === null || !('type' in row) || row.type !== 'commune-actuelle') return [];
  const { code, nom, departement = '', population = 0, codesPostaux = [] } = Row.parse(row);
  if (!department(departement)) return [];
  const key = placeKey(nom);
  const postalCodes = codesPostaux.join(' ');
  return [{ code, name: nom, key, bareKey: withoutArticle(key), department: departement, population, postalCodes }];
}

export function municipality({ code, name, department: own, population }: GazetteerEntry): Municipality {
  return { code, name, department: own, departmentName: department(own)?.name ?? own, population };
}
