import { createHash } from 'node:crypto';
import type { PlatformName } from '../../chat/place.ts';
import { UserError } from '../../chat/user-error.ts';
import { traitsOf } from '../../platforms/registered.ts';
import { CODE_ALPHABET, fold, isAreaName, newCode, readCode, readDepartments, skeleton } from '../../reading/index.ts';

const MINUTE_MS = 60_000;

/** The milliseconds for which an installation code is valid. */
export const INSTALL_CODE_LIFE_MS = 10 * MINUTE_MS;
/** The milliseconds within which a coordinator may confirm a request made with a code. */
export const JOIN_REQUEST_LIFE_MS = 24 * 60 * MINUTE_MS;

/**
 * Wrong codes that may be typed within `INSTALL_TRIES_WITHIN_MS`: by one person, in one workspace or server, and by
 * everybody.
 */
export const INSTALL_TRIES = { person: 5, team: 10, all: 100 } as const;
export const INSTALL_TRIES_WITHIN_MS = 60 * MINUTE_MS;

/** Makes a code such as "FIL-7KQ2-M9XD". */
export function newPairingCode(): string {
  return `FIL-${newCode(4)}-${newCode(4)}`;
}

const CODE = new RegExp(`^FIL([${CODE_ALPHABET}]{4})([${CODE_ALPHABET}]{4})$`);

/** Reads a code, however it is spaced; null for anything else, such as a region's name. */
export function readPairingCode(typed: string): string | null {
  const found = CODE.exec(readCode(typed));
  return found ? `FIL-${found[1]}-${found[2]}` : null;
}

/** Matches a folded text in the form of a code, whatever its signs, and with one too many or too few. */
const FORM_OF_A_CODE = /^\W*fil[ -]?[a-z0-9]{3,5}[ -]?[a-z0-9]{3,5}\W*$/;

/** Returns whether a text is meant as a code that it isn't: it is no region's name. */
export function isMistypedCode(typed: string): boolean {
  const folded = fold(skeleton(typed));
  return readPairingCode(typed) === null && /\d|^\W*fil-/.test(folded) && FORM_OF_A_CODE.test(folded);
}

const AMONG_WORDS = new RegExp(`\\bFIL[ -]?[${CODE_ALPHABET}]{4}[ -]?[${CODE_ALPHABET}]{4}\\b`, 'i');

/** Finds a code anywhere in what was typed; null when there is none. */
export function findPairingCode(typed: string): string | null {
  return readPairingCode(AMONG_WORDS.exec(skeleton(typed))?.[0] ?? typed);
}

/** Hashes a code for storage, so that reading the database reveals no code. */
export function digestOf(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}

/** A region typed in one line: its name and, after it, its departments' codes. */
export interface NamedRegion {
  readonly name: string;
  /** As typed; undefined when only a name was. */
  readonly departments: string | undefined;
}

/** Matches a word between the signs that separate a name from codes, or codes from each other. */
const WORD = /[^\s,;:()+&–-]+/g;
const CODE_WORD = /^(?:\d{1,3}|2[ab])$/i;

/** Splits "Picardie 02,60,80" or "Picardie (02, 60 et 80)" into name and departments. Anything else is a name. */
export function readNamedRegion(typed: string): NamedRegion {
  const text = typed.trim();
  const start = readPairingCode(typed) === null ? startOfCodes(text) : null;
  if (start === null) return { name: text, departments: undefined };
  const departments = text.slice(start).replaceAll(')', '').trim();
  return { name: text.slice(0, start).replace(/(?<![\s,;:(–-])[\s,;:(–-]+$/u, ''), departments };
}

/** Finds where the codes at the end of a text begin, after a name and a sign; null when there are none. */
function startOfCodes(text: string): number | null {
  const words = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ word, index, end: index + word.length }));
  let codes = words.length;
  let follows = text.length;
  for (const [at, { word, index, end }] of [...words.entries()].reverse()) {
    const gap = text.slice(end, follows);
    const joins = /^et$/i.test(word) && codes === at + 1 && at + 1 < words.length && /^\s+$/.test(gap);
    if (!joins && !(CODE_WORD.test(word) && /^[\s,;+&)]*$/.test(gap))) break;
    codes = at;
    follows = index;
  }
  const named = text.search(/\p{L}/u);
  const first = words.slice(codes).find(({ index }) => named >= 0 && named < index);
  return first && /[\s,;:(–-]/.test(text.charAt(first.index - 1)) ? first.index : null;
}

/**
 * Reads a region typed after the command. Returns null when it may be several names, of a region and of its
 * departments, and nothing tells where one ends.
 */
export function readTypedRegion(typed: string): { region: string; departments?: string } | null {
  const { name, departments } = readNamedRegion(typed);
  if (departments !== undefined) return { region: name, departments };
  const isOneName = readPairingCode(typed) !== null || isAreaName(name) || !readDepartments(name).ok;
  return isOneName ? { region: name } : null;
}

/** Writes a region's name, with its departments when the name alone doesn't tell them. */
export function regionLine({ name, departments }: { name: string; departments: readonly string[] }): string {
  const read = readDepartments(name);
  const isKnown = read.ok && read.value.join() === [...departments].sort().join();
  return isKnown ? name : `${name} ${departments.join(', ')}`;
}

/** Reads the typed departments, or those of the named region. Throws UserError when neither can be read. */
export function departmentsOf(typed: string | undefined, name: string): readonly string[] {
  const read = readDepartments(typed ?? name);
  if (read.ok) return read.value;
  if (typed === undefined) throw new UserError('regions.errors.unknownRegion', { name }, 'departments');
  throw new UserError('regions.errors.departments', { typed: read.unknown.join(', ') || typed }, 'departments');
}

/** Returns the departments after a region is renamed. The same name, or one that isn't a known area's, keeps them. */
export function changedDepartments(
  region: { readonly name: string; readonly departments: readonly string[] },
  name: string,
  typed: string | undefined,
): readonly string[] {
  if (typed !== undefined) return departmentsOf(typed, name);
  return name === region.name || !isAreaName(name) ? region.departments : departmentsOf(undefined, name);
}

/** Returns whether nothing but departments' codes was typed, as in "02, 60 et 80". */
export function isOnlyCodes(typed: string): boolean {
  const words = typed.match(WORD) ?? [];
  return (
    words.some((word) => CODE_WORD.test(word)) && words.every((word) => CODE_WORD.test(word) || /^et$/i.test(word))
  );
}

export const channelUses = ['yearRound', 'announcements', 'coordination', 'tallies'] as const;

/** Returns whether this can be a channel's id on the platform; a channel name typed by hand can't. */
export function isChannelId(platform: PlatformName, value: string): boolean {
  return traitsOf(platform).channelId.test(value);
}
