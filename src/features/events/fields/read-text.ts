import { UserError } from '../../../chat/user-error.ts';
import { readName, readUrl } from '../../../reading/index.ts';

/** Reads a title. Throws UserError for one whose letters make it look like another one. */
export function readTitle(typed: string): string {
  return readName(typed, 'title');
}

/** Reads the address of a page and returns it in full. Throws UserError when it isn't one. */
export function readLink(typed: string): string {
  const read = readUrl(typed);
  if (!read.ok) throw new UserError('events.errors.link', { typed }, 'link');
  return read.value;
}
