import { withinEdits } from '../names/edit-distance.ts';
import { fold } from '../names/fold.ts';
import { departments } from './departments.ts';
import { type GazetteerEntry, gazetteer, gazetteerOf, municipality, withBareKey } from './gazetteer.ts';
import type { Municipality } from './municipality.ts';
import { placeKey, withoutArticle } from './place-key.ts';

export interface FindMunicipalitiesOptions {
  /** The departments (codes) to which the search is limited. */
  readonly departments?: readonly string[];
  /** The most results; all by default. */
  readonly limit?: number;
  /** Whether to look for misspelt names when nothing else is found. Default true. */
  readonly misspelt?: boolean;
}

/** A typed name, and what narrows it down. */
interface Query {
  readonly key: string;
  readonly department: string | null;
  /** Five digits: a postal code, or an INSEE code. */
  readonly code: string | null;
}

const DISTRICT = /^(paris|lyon|marseille) \d{1,2}(?: ?(?:er|e|eme|nd))?(?: arrondissement)?$/;

/**
 * Finds communes by a typed name, without regard to accents, case, hyphens, "St" or a leading article; "(60)", "(Oise)"
 * or a postal code narrow it down. The exact name comes first, then names beginning so, then names with a word
 * beginning so, each by population; if there are none, names one typing slip away. Empty for an empty text.
 */
export function findMunicipalities(
  typed: string,
  { departments: allowed, limit = Number.POSITIVE_INFINITY, misspelt: tolerant = true }: FindMunicipalitiesOptions = {},
): Municipality[] {
  const query = readQuery(typed);
  const entries = allowed ? gazetteerOf(allowed) : gazetteer();
  const narrowed = narrow(entries, query);
  if (query.key === '')
    return query.code === null
      ? []
      : best(
          narrowed.map((entry) => [entry, 0]),
          limit,
        );
  const rank = ranking(query.key);
  const ranked = narrowed.flatMap((entry): [GazetteerEntry, number][] => {
    const place = rank(entry);
    return place === null ? [] : [[entry, place]];
  });
  return best(ranked.length === 0 && tolerant ? misspelt(narrowed, query.key) : ranked, limit);
}

/** Finds the communes with exactly this name ("Saint-Martin": five in France), by population. */
export function municipalitiesNamed(typed: string, options: FindMunicipalitiesOptions = {}): Municipality[] {
  const query = readQuery(typed);
  const { key, code } = query;
  if (key === '' && code === null) return [];
  // A code may be a slip, which only shows among all the communes that it may stand for.
  const found = code === null ? bearing(query, options) : findMunicipalities(typed, { ...options, misspelt: false });
  if (key === '') return found;
  const named = (name: (key: string) => string) => found.filter((each) => name(placeKey(each.name)) === name(key));
  const exact = named((each) => each);
  return exact.length > 0 ? exact : named(withoutArticle);
}

/** Finds the communes with this name, with or without an article, by population. */
function bearing(
  { key, department }: Query,
  { departments: allowed, limit }: FindMunicipalitiesOptions,
): Municipality[] {
  const entries = withBareKey(withoutArticle(key)).filter(
    (entry) => (allowed?.includes(entry.department) ?? true) && (department ?? entry.department) === entry.department,
  );
  return best(
    entries.map((entry) => [entry, entry.key === key ? 0 : 1]),
    limit ?? Number.POSITIVE_INFINITY,
  );
}

function readQuery(typed: string): Query {
  let text = fold(typed).replace(/(?<![\s,])[\s,]*\bcedex\b(?: \d{1,2})?/, '');
  let department: string | null = null;
  let code: string | null = null;
  text = text.replace(/\(([^)]*)\)?/, (_, inside: string) => {
    department = departmentCode(inside);
    return ' ';
  });
  text = text.replace(/\b(?:\d{5}|2[ab]\d{3})\b/, (digits) => {
    code = digits.toUpperCase();
    return ' ';
  });
  const key = placeKey(text).replace(DISTRICT, '$1');
  const trailing = / (\d{2,3}|2[ab])$/.exec(key);
  const trailingCode = trailing && departmentCode(trailing[1] ?? '');
  if (trailing && trailingCode) return { key: key.slice(0, trailing.index), department: trailingCode, code };
  return { key, department, code };
}

function departmentCode(text: string): string | null {
  const key = placeKey(text);
  const found = departments().find(
    ({ code, name }) => code.toLowerCase() === key.padStart(2, '0') || placeKey(name) === key,
  );
  return found?.code ?? null;
}

/**
 * Narrows entries by department and code. A code that doesn't fit the rest is taken for a slip, and the name decides.
 */
function narrow(entries: readonly GazetteerEntry[], { key, department, code }: Query): readonly GazetteerEntry[] {
  const inDepartment = department === null ? entries : entries.filter((entry) => entry.department === department);
  if (code === null) return inDepartment;
  const byPostalCode = inDepartment.filter(({ postalCodes }) => postalCodes.includes(code));
  const byCode = byPostalCode.length > 0 ? byPostalCode : inDepartment.filter((entry) => entry.code === code);
  return key !== '' && !byCode.some((entry) => ranking(key)(entry) !== null) ? inDepartment : byCode;
}

/** Returns a function that ranks how well a commune fits what was typed: 0 is best, null doesn't fit. */
function ranking(typed: string): (entry: GazetteerEntry) => number | null {
  const bare = withoutArticle(typed);
  const inside = typed.length >= 3 ? ` ${typed}` : null;
  return ({ key, bareKey }) => {
    if (key === typed) return 0;
    if (bareKey === bare) return 1;
    if (key.startsWith(typed)) return 2;
    if (bareKey.startsWith(typed)) return 3;
    return inside !== null && key.includes(inside) ? 4 : null;
  };
}

function misspelt(entries: readonly GazetteerEntry[], typed: string): [GazetteerEntry, number][] {
  if (typed.length < 5) return [];
  const slips = typed.length >= 9 ? 2 : 1;
  return entries.flatMap((entry): [GazetteerEntry, number][] =>
    withinEdits(entry.key, typed, slips) ? [[entry, 5]] : [],
  );
}

function best(ranked: readonly (readonly [GazetteerEntry, number])[], limit: number): Municipality[] {
  return ranked
    .toSorted(([a, rankA], [b, rankB]) => rankA - rankB || b.population - a.population || (a.code < b.code ? -1 : 1))
    .slice(0, limit)
    .map(([entry]) => municipality(entry));
}
