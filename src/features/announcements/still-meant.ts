import type { StillMeant } from '../../delivery/outbox.ts';
import { announcementPeopleStore } from './people-store.ts';
import { reminderPrefix } from './remind.ts';
import { announcementStore } from './store.ts';

/** A reminder that waited is for who still hasn't read an announcement that still stands; a copy is for whoever gets it. */
export const announcementStillMeant: StillMeant = async (scope, { key, personId, message }) => {
  const [prefix, id = ''] = key.split(':');
  if (!reminderPrefix('').startsWith(`${prefix}:`)) return message;
  const announcement = await announcementStore(scope).byId(id);
  const read = await announcementPeopleStore(scope).haveRead(id, [personId]);
  return announcement?.status === 'LEFT' && !read.has(personId) ? message : null;
};
