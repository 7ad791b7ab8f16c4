import { fixedTerms } from '../../access/region/terms.ts';
import { UserError } from '../../chat/user-error.ts';
import { newCode, readDepartments } from '../../reading/index.ts';

const MINUTE_MS = 60_000;

/** The milliseconds for which a link code is valid. */
export const LINK_CODE_LIFE_MS = 10 * MINUTE_MS;
/** The milliseconds within which the owner of a code may say that the account it was typed from is theirs. */
export const ANSWER_LIFE_MS = 60 * MINUTE_MS;
/** Days, about a month, in which joined accounts can be separated again. */
export const LINK_DAYS = fixedTerms.link;

export function separableUntil(joinedAt: Date): Date {
  return new Date(joinedAt.getTime() + LINK_DAYS * 24 * 60 * MINUTE_MS);
}

/** Wrong codes that somebody may type within `LINK_TRIES_WITHIN_MS` before they have to wait. */
export const LINK_TRIES = 5;
export const LINK_TRIES_WITHIN_MS = 10 * MINUTE_MS;

/** Makes a code such as "7KQ2M9XD". */
export function newLinkCode(): string {
  return newCode(8);
}

/**
 * Reads the departments that a delegate looks after. Throws UserError when there are none, or one of another region.
 */
export function delegatedDepartments(typed: string | undefined, ofRegion: readonly string[]): readonly string[] {
  const all = ofRegion.join(', ');
  if (typed === undefined) throw new UserError('people.errors.departmentNeeded', { all }, 'department');
  const read = readDepartments(typed);
  if (!read.ok) throw new UserError('people.errors.department', { typed, all }, 'department');
  const elsewhere = read.value.filter((code) => !ofRegion.includes(code));
  if (elsewhere.length > 0) {
    throw new UserError('people.errors.departmentElsewhere', { typed: elsewhere.join(', '), all }, 'department');
  }
  return read.value;
}
