import { type SettableTerm, settableTerms } from '../../access/region/terms.ts';
import { UserError } from '../../chat/user-error.ts';

/** The kind of the due items by which the stored copy of somebody's data is forgotten; the subject is the file's id. */
export const EXPORT_OVER = 'privacy-export-over';

/** Reads a number of days: "90", "90 jours", "1 825 days". Throws UserError where it is none, or out of the term's bounds. */
export function readDays(term: SettableTerm, typed: string): number {
  const { least, most } = settableTerms[term];
  const [, digits = ''] = /^(\d[\d\s]{0,7})(?:j|jours?|d|days?)?$/iu.exec(typed.trim()) ?? [];
  const days = Number(digits.replaceAll(/\s/gu, ''));
  if (digits === '' || days < least || days > most) {
    throw new UserError('privacy.errors.days', { typed, least, most }, term);
  }
  return days;
}
