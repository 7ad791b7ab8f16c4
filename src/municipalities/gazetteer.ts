import { z } from 'zod';
import { department } from './departments.ts';
import type { Municipality } from './municipality.ts';
import { packageData } from './package-data.ts';
import { placeKey, withoutArticle } from './place-key.ts';

/** What is kept of a commune: about 150 bytes each, 35 000 of them. */
export interface Entry {
  readonly code: string;
  readonly name: string;
  readonly key: string;
  /** The key without its article; the same string where there is none. */
  readonly bareKey: string;
  readonly department: string;
  readonly population: number;
  /** Postal codes with spaces between; a town has several, several villages share one. */
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

let entries: readonly Entry[] | null = null;

/**
 * Today's communes of the 101 departments; the districts of Paris, Lyon and Marseille and the communes absorbed by
 * others aren't among them. Loaded on first use, then kept.
 */
export function gazetteer(): readonly Entry[] {
  if (entries) return entries;
  const rows = packageData('communes');
  if (!Array.isArray(rows)) throw new TypeError('communes.json holds no list');
  const found: Entry[] = [];
  for (const row of rows) {
    // Most of the time of loading would go into checking the rows that are dropped.
    if (row?.type !== 'commune-actuelle') continue;
    const { code, nom, departement = '', population = 0, codesPostaux = [] } = Row.parse(row);
    if (!department(departement)) continue;
    const key = placeKey(nom);
    const postalCodes = codesPostaux.join(' ');
    found.push({
      code,
      name: nom,
      key,
      bareKey: withoutArticle(key),
      department: departement,
      population,
      postalCodes,
    });
  }
  entries = found;
  return found;
}

export function municipality({ code, name, department: own, population }: Entry): Municipality {
  return { code, name, department: own, departmentName: department(own)?.name ?? own, population };
}
