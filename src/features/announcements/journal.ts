import type { Deed, JournalVerb } from '../../access/journal/entry.ts';
import { cut } from '../../chat/cut.ts';
import type { Announcement } from './announcement.ts';

/** The most characters of an announcement by which the journal names it: it has no title. */
const NAMED_BY = 60;

/** Returns what the journal says of an announcement. */
export function announcementDeed(verb: JournalVerb, { id, text }: Pick<Announcement, 'id' | 'text'>): Deed {
  return { verb, object: { kind: 'announcement', id, name: cut(text.trim().replaceAll(/\s+/g, ' '), NAMED_BY) } };
}
