import { randomInt } from 'node:crypto';
import { UserError } from '../../chat/user-error.ts';
import { fold, readDepartments } from '../../reading/index.ts';

const MINUTE_MS = 60_000;

/** How long a link code holds. */
export const CODE_LIFE_MS = 10 * MINUTE_MS;
/** How long whoever showed the code may take to say that the account it was typed from is theirs. */
export const ANSWER_LIFE_MS = 60 * MINUTE_MS;
/** For so many days, a month, two accounts that became one can be separated again. */
export const LINK_DAYS = 31;

export function separableUntil(joinedAt: Date): Date {
  return new Date(joinedAt.getTime() + LINK_DAYS * 24 * 60 * MINUTE_MS);
}

/** Wrong codes somebody may type within `TRIES_WITHIN_MS` before they must wait. */
export const TRIES = 5;
export const TRIES_WITHIN_MS = 10 * MINUTE_MS;

/** No letter or digit that is mistaken for another: the code is copied by eye from one screen to another. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** "7KQ2M9XD". */
export function newLinkCode(): string {
  return Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** A code as it was typed: spaces, hyphens and small letters don't matter. */
export function readLinkCode(typed: string): string {
  return fold(typed)
    .replace(/[^a-z0-9]/g, '')
    .toUpperCase();
}

/** The departments somebody is to look after. Throws UserError for none, or one of another region. */
export function delegatedDepartments(typed: string | undefined, ofRegion: readonly string[]): readonly string[] {
  const all = ofRegion.join(', ');
  if (typed === undefined) throw new UserError('people.errors.departmentNeeded', { all }, 'department');
  const read = readDepartments(typed);
  if (!read.ok) throw new UserError('people.errors.department', { typed, all }, 'department');
  const elsewhere = read.departments.filter((code) => !ofRegion.includes(code));
  if (elsewhere.length > 0) {
    throw new UserError('people.errors.departmentElsewhere', { typed: elsewhere.join(', '), all }, 'department');
  }
  return read.departments;
}
