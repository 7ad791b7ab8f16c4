import { fold } from '../names/fold.ts';
import { type FindOptions, findMunicipalities, municipalitiesNamed } from './find-municipalities.ts';
import type { Municipality } from './municipality.ts';

export interface PlaceReading {
  /** The commune, when there is no doubt. */
  readonly municipality: Municipality | null;
  /** What remains: "Salle des fêtes"; the whole text when no commune was found. May be empty. */
  readonly venue: string;
  /** Communes it could be, likeliest first, at most 25; empty when `municipality` is known. */
  readonly candidates: readonly Municipality[];
  /** "en ligne", "visio" or a web address: no commune is needed. */
  readonly online: boolean;
}

const REMOTE_WORDS =
  'en ligne|en visio(?:conf[ée]rence)?|visio(?:conf[ée]rence)?|(?:en )?distanciel|[àa] distance|online|remote|webinaire|webinar|(?:sur|via|par|on) (?:zoom|teams|jitsi|meet)';
/** With the "et" before it, so that "Amiens et en ligne" leaves a town. */
const REMOTE = new RegExp(
  `(?:\\s*(?:[+&/]|(?<=\\s)(?:et|ou|and|or)(?=\\s))\\s*)?(?<![\\p{L}\\d])(?:${REMOTE_WORDS})(?![\\p{L}\\d])|^(?:zoom|teams|jitsi)$|https?://\\S+`,
  'giu',
);
const SEPARATOR = /\s*[,;\n]\s*|\s+[-–—]\s+/;
/** "à Amiens", "au Crotoy", "aux Lilas": au and aux hold the article of the name. */
const AT_TOWN = /^(.*?)\s+(à|a|au|aux|in|at)\s+(\S.*)$/i;
const ARTICLES: Readonly<Record<string, string>> = { au: 'Le ', aux: 'Les ' };
const MAX_CANDIDATES = 25;

/** A part of the text that names a commune, and what is left of the part. */
interface Mention {
  readonly named: readonly Municipality[];
  readonly rest: string;
}

/**
 * A place as organisers write it: "Salle des fêtes, Beauvais", "Maison de l'ESS à Amiens", "60000 Beauvais",
 * "Saint-Martin" (several: candidates), "en ligne". A commune outside `departments` is only ever a candidate.
 * @param departments codes of the region's departments.
 */
export function readPlace(text: string, departments: readonly string[]): PlaceReading {
  const venue = text.replace(/\s+/g, ' ').trim();
  if (venue === '') return { municipality: null, venue, candidates: [], online: false };
  const here = text.replace(REMOTE, '');
  const online = here !== text;
  const parts = here
    .split(SEPARATOR)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
  // The commune mostly stands last; "Beauvais, salle des fêtes" is seen to when nothing later is one.
  for (const index of [...parts.keys()].reverse()) {
    const mention = mentionIn(parts[index] ?? '', departments);
    if (!mention) continue;
    const rest = parts.with(index, mention.rest).filter(Boolean).join(', ');
    const [only, ...others] = mention.named;
    if (only && others.length === 0) return { municipality: only, venue: rest, candidates: [], online };
    return { municipality: null, venue: rest, candidates: mention.named.slice(0, MAX_CANDIDATES), online };
  }
  return { municipality: null, venue, candidates: online ? [] : candidates(parts, departments), online };
}

function mentionIn(part: string, departments: readonly string[]): Mention | null {
  const whole = named(part, departments);
  if (whole) return { named: whole, rest: '' };
  const inBrackets = /^(.+?)\s*\(([^()]{2,})\)$/.exec(part);
  const bracketed = inBrackets?.[2] && /[a-z]{3}/i.test(inBrackets[2]) ? named(inBrackets[2], departments) : null;
  if (bracketed) return { named: bracketed, rest: inBrackets?.[1] ?? '' };
  const postal = /^(.+?)\s+(\d{5}\s+\D.*)$/.exec(part);
  const atPostal = postal?.[2] ? named(postal[2], departments) : null;
  if (atPostal) return { named: atPostal, rest: postal?.[1] ?? '' };
  return atTown(part, departments);
}

/** The last "à" after which a commune stands: "Maison à vivre à Amiens". */
function atTown(part: string, departments: readonly string[]): Mention | null {
  const match = AT_TOWN.exec(part);
  if (!match) return null;
  const [, before = '', preposition = '', after = ''] = match;
  const further = atTown(after, departments);
  if (further) return { named: further.named, rest: `${before} ${preposition} ${further.rest}` };
  const withArticle = ARTICLES[preposition.toLowerCase()];
  const found = named(withArticle ? withArticle + after : after, departments);
  return found ? { named: found, rest: before } : null;
}

function named(text: string, departments: readonly string[]): readonly Municipality[] | null {
  if (!/[a-z]{2}|\d{5}/i.test(fold(text))) return null;
  const found = municipalitiesNamed(text.replace(/^(?:à|a)\s+/i, ''), { departments });
  return found.length > 0 ? found : null;
}

/** No name stands by itself: its beginning, its last words, or a commune elsewhere. */
function candidates(parts: readonly string[], departments: readonly string[]): readonly Municipality[] {
  const last = parts.at(-1) ?? '';
  const words = last.split(' ');
  const tails = words.map((_, index) => words.slice(index).join(' ')).filter((tail) => tail.length >= 2);
  for (const tail of tails) {
    const found = municipalitiesNamed(tail, { departments });
    if (found.length > 0) return found;
  }
  const starts = [last, parts[0] ?? '', AT_TOWN.exec(last)?.[3] ?? ''].filter((start) => start.length >= 3);
  const begun = firstFound(starts, { departments, limit: MAX_CANDIDATES, misspelt: false }, findMunicipalities);
  const reversed = [...parts].reverse().flatMap((part) => [part, AT_TOWN.exec(part)?.[3] ?? '']);
  const elsewhere = firstFound(reversed, { limit: MAX_CANDIDATES }, municipalitiesNamed);
  const found = [...begun, ...elsewhere].slice(0, MAX_CANDIDATES);
  return found.length > 0 ? found : firstFound(starts, { departments, limit: MAX_CANDIDATES }, findMunicipalities);
}

function firstFound(
  texts: readonly string[],
  options: FindOptions,
  find: (text: string, options: FindOptions) => readonly Municipality[],
): readonly Municipality[] {
  for (const text of texts) {
    const found = find(text, options);
    if (found.length > 0) return found;
  }
  return [];
}
