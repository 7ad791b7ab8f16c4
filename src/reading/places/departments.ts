import { z } from 'zod';
import { alphabetical } from '../names/alphabetical.ts';
import type { Department, OfficialRegion } from './municipality.ts';
import { packageData } from './package-data.ts';

const Entries = z.array(
  z.object({ code: z.string(), nom: z.string(), zone: z.string(), region: z.string().optional() }),
);

interface Map101 {
  readonly departments: readonly Department[];
  readonly regions: readonly OfficialRegion[];
  readonly byCode: ReadonlyMap<string, Department>;
}

let loaded: Map101 | null = null;

/**
 * Returns the 101 departments, overseas ones included (971–974, 976), ordered by code. Collectivities aren't
 * departments.
 */
export function departments(): readonly Department[] {
  return load().departments;
}

/**
 * Finds a department.
 * @param code for example "02", "2A", "971".
 */
export function department(code: string): Department | null {
  return load().byCode.get(code) ?? null;
}

/** Returns "Oise"; the code itself when it is no department's. */
export function departmentName(code: string): string {
  return department(code)?.name ?? code;
}

/** Returns "Oise (60)". */
export function departmentLabel(code: string): string {
  const name = departmentName(code);
  return name === code ? code : `${name} (${code})`;
}

/** Returns today's 18 regions, by name, each with its departments. */
export function regions(): readonly OfficialRegion[] {
  return load().regions;
}

function load(): Map101 {
  if (loaded) return loaded;
  const inhabited = (zone: string) => zone === 'metro' || zone === 'drom';
  const all = Entries.parse(packageData('departements'))
    .filter(({ zone }) => inhabited(zone))
    .map(({ code, nom, region = '' }) => ({ code, name: nom, region }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  const unsorted = Entries.parse(packageData('regions'))
    .filter(({ zone }) => inhabited(zone))
    .map(({ code, nom }) => ({
      code,
      name: nom,
      departments: all.filter(({ region }) => region === code).map((each) => each.code),
    }));
  const regions = alphabetical('fr', unsorted, ({ name }) => name);
  loaded = { departments: all, regions, byCode: new Map(all.map((each) => [each.code, each])) };
  return loaded;
}
