import { UserError } from '../../../chat/user-error.ts';
import { readName, readUrl } from '../../../reading/index.ts';

/** A title as typed. @throws UserError for one that would be taken for another one */
export function readTitle(typed: string): string {
  return readName(typed, 'title');
}

/** The address of a page as typed, written in full. @throws UserError */
export function readLink(typed: string): string {
  const read = readUrl(typed);
  if (!read.ok) throw new UserError('events.errors.link', { typed }, 'link');
  return read.value;
}
