import { fold } from '../names/fold.ts';
import type { Reading } from '../reading.ts';
import { townsIn } from './at-town.ts';
import { type FindMunicipalitiesOptions, findMunicipalities, municipalitiesNamed } from './find-municipalities.ts';
import type { Municipality } from './municipality.ts';
import { placeKey } from './place-key.ts';
import { isAreaName } from './read-departments.ts';
import { readsAsTown } from './venue-words.ts';

/** The parts of a typed place besides the commune. */
interface Venue {
  /** The rest of the text: "Salle des fêtes"; the whole text when no commune was found. May be empty. */
  readonly venue: string;
  /** True for "en ligne", "visio" or a web address, which need no commune. */
  readonly online: boolean;
}

/** unsure: it could be each of `candidates`. missing: no commune is named. */
export type PlaceProblem = 'unsure' | 'missing';

/** The commune, when there is no doubt. */
export type PlaceReading = Reading<
  Municipality,
  PlaceProblem,
  Venue,
  Venue & {
    /** The communes it could be, likeliest first; empty when it is `missing`. */
    readonly candidates: readonly Municipality[];
    /** The name that stands where the commune mostly does, last, and is none; null when there is no such name. */
    readonly unknown: string | null;
  }
>;

const REMOTE_WORDS =
  'en ligne|en visio(?:conf[ée]rence)?|visio(?:conf[ée]rence)?|(?:en )?distanciel|[àa] distance|online|remote|webinaire|webinar|(?:sur|via|par|on) (?:zoom|teams|jitsi|meet)';
/** Includes the "et" before it, so that "Amiens et en ligne" leaves a town. */
const REMOTE = new RegExp(
  `(?:\\s?(?:[+&/]|(?<=\\s)(?:et|ou|and|or)(?=\\s))\\s?)?(?<![\\p{L}\\d])(?:${REMOTE_WORDS})(?![\\p{L}\\d])|^(?:zoom|teams|jitsi)$|https?://\\S+`,
  'giu',
);
const SEPARATOR = /[,;\n]|\s[-–—]\s/;
/** "au Crotoy", "aux Lilas": "au" and "aux" contain the article of the name. */
const ARTICLES = new Map([
  ['au', 'Le '],
  ['aux', 'Les '],
]);
/** The most parts of the text, prepositions and last words that are tried in the search for a commune. */
const MOST_LOOKED_AT = 10;

/** A part of the text that names a commune, and the rest of that part. */
interface Mention {
  readonly named: readonly Municipality[];
  readonly rest: string;
}

/**
 * Reads a place as organisers write it: "Salle des fêtes, Beauvais", "Maison de l'ESS à Amiens", "60000 Beauvais",
 * "Saint-Martin" (several: candidates), "en ligne". A commune outside `departments` is only ever a candidate.
 * @param departments codes of the region's departments.
 */
export function readPlace(text: string, departments: readonly string[]): PlaceReading {
  const venue = text.replace(/\s+/g, ' ').trim();
  if (venue === '') return unread([], { venue, online: false });
  // Line ends separate parts, as commas do.
  const lines = text.replace(/[^\S\n]+/g, ' ');
  const here = lines.replace(REMOTE, '');
  const online = here !== lines;
  const parts = here
    .split(SEPARATOR)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
  const lastAt = parts.findLastIndex((part) => !isArea(part));
  const last = parts[lastAt] ?? '';
  const namedLast = !online && lastAt > 0 && readsAsTown(last);
  // The commune mostly stands last; "Beauvais, salle des fêtes" is found when no later part is one.
  for (const index of [...parts.keys()].slice(-MOST_LOOKED_AT).reverse()) {
    const mention = mentionIn(parts[index] ?? '', departments);
    // "Salle, Zzyzxville" doesn't mean La Salle, while "Amiens, La Machinerie" means Amiens.
    if (!mention || (namedLast && index < lastAt && isDoubtful(mention, parts[index] ?? ''))) continue;
    const rest = parts.with(index, mention.rest).filter(Boolean).join(', ');
    const [only, ...others] = mention.named;
    if (only && others.length === 0) return { ok: true, value: only, venue: rest, online };
    return unread(mention.named, { venue: rest, online });
  }
  if (online) return unread([], { venue, online });
  if (!namedLast) return unread(candidates(parts, departments), { venue, online });
  const there = candidates([last], departments);
  const before = parts.slice(0, lastAt).slice(-MOST_LOOKED_AT).reverse();
  const found = [...there, ...firstFound(before, {}, namedInFull)];
  const unknown = there.length === 0 ? last : null;
  return unread([...new Map(found.map((one) => [one.code, one])).values()], { venue, online }, unknown);
}

/** Returns whether a part names what the commune lies in: "Beauvais, Oise". Paris is a commune as well. */
function isArea(part: string): boolean {
  return placeKey(part) === 'france' || (isAreaName(part) && municipalitiesNamed(part).length === 0);
}

/** Returns whether only part of a name tells that a commune is meant: no "à" before it, no postal code, no department. */
function isDoubtful({ named, rest }: Mention, part: string): boolean {
  return rest === '' && !/[\d(]|^(?:à|a)\s/i.test(part) && !named.some(isCalled(part));
}

/** Finds the communes of this name with its article: "Salle" isn't La Salle. */
function namedInFull(text: string, options: FindMunicipalitiesOptions): readonly Municipality[] {
  return municipalitiesNamed(text, options).filter(isCalled(text));
}

const isCalled = (text: string) => {
  const key = placeKey(text);
  return ({ name }: Municipality): boolean => placeKey(name) === key;
};

function unread(candidates: readonly Municipality[], venue: Venue, unknown: string | null = null): PlaceReading {
  return { ok: false, problem: candidates.length > 0 ? 'unsure' : 'missing', candidates, unknown, ...venue };
}

function mentionIn(part: string, departments: readonly string[]): Mention | null {
  const whole = named(part, departments);
  if (whole) return { named: whole, rest: '' };
  const open = part.endsWith(')') ? part.lastIndexOf('(') : -1;
  const inside = open > 0 ? part.slice(open + 1, -1) : '';
  const bracketed = /[a-z]{3}/i.test(inside) ? named(inside, departments) : null;
  if (bracketed) return { named: bracketed, rest: part.slice(0, open).trim() };
  const postal = part.search(/ \d{5} \D/);
  const atPostal = postal > 0 ? named(part.slice(postal + 1), departments) : null;
  if (atPostal) return { named: atPostal, rest: part.slice(0, postal) };
  return atTown(part, departments);
}

/** Splits at the last preposition that a commune follows: "Maison à vivre à Amiens". */
function atTown(part: string, departments: readonly string[]): Mention | null {
  for (const { before, preposition, after } of townsIn(part).slice(-MOST_LOOKED_AT).reverse()) {
    const found = named(`${ARTICLES.get(preposition.toLowerCase()) ?? ''}${after}`, departments);
    if (found) return { named: found, rest: before };
  }
  return null;
}

function named(text: string, departments: readonly string[]): readonly Municipality[] | null {
  if (!/[a-z]{2}|\d{5}/i.test(fold(text))) return null;
  const found = municipalitiesNamed(text.replace(/^(?:à|a)\s+/i, ''), { departments });
  return found.length > 0 ? found : null;
}

/** Finds candidates when no part is exactly a name: by a name's beginning, its last words, or a commune elsewhere. */
function candidates(parts: readonly string[], departments: readonly string[]): readonly Municipality[] {
  const last = parts.at(-1) ?? '';
  const words = last.split(' ').slice(-MOST_LOOKED_AT);
  const tails = words.map((_, index) => words.slice(index).join(' ')).filter((tail) => tail.length >= 2);
  for (const tail of tails) {
    const found = municipalitiesNamed(tail, { departments });
    if (found.length > 0) return found;
  }
  const starts = [last, parts[0] ?? '', afterTown(last)].filter((start) => start.length >= 3);
  const begun = firstFound(starts, { departments, misspelt: false }, findMunicipalities);
  const reversed = parts
    .slice(-MOST_LOOKED_AT)
    .reverse()
    .flatMap((part) => [part, afterTown(part)]);
  const elsewhere = firstFound(reversed, {}, municipalitiesNamed);
  const found = [...begun, ...elsewhere];
  return found.length > 0 ? found : firstFound(starts, { departments }, findMunicipalities);
}

function afterTown(part: string): string {
  return townsIn(part)[0]?.after ?? '';
}

function firstFound(
  texts: readonly string[],
  options: FindMunicipalitiesOptions,
  find: (text: string, options: FindMunicipalitiesOptions) => readonly Municipality[],
): readonly Municipality[] {
  for (const text of texts) {
    const found = find(text, options);
    if (found.length > 0) return found;
  }
  return [];
}
