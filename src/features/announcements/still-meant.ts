import type { StillMeant } from '../../delivery/outbox/index.ts';
import { isStillMeant } from './addressees.ts';
import { announcementPeopleStore } from './people-store.ts';
import { reminderPrefix } from './remind.ts';
import { announcementStore } from './store.ts';

/**
 * What waited is for whoever is still among those whom the announcement was for, or shares the thread it goes to; a reminder
 * for who still hasn't read one that still stands.
 */
export const announcementStillMeant: StillMeant = async (scope, { key, personId, message }) => {
  const [prefix, id = '', whose = ''] = key.split(':');
  const announcement = await announcementStore(scope).byId(id);
  if (announcement?.status !== 'LEFT') return null;
  if (whose.startsWith('organisation-')) return message;
  if (!(await isStillMeant(scope, announcement.audience, personId))) return null;
  if (!reminderPrefix('').startsWith(`${prefix}:`)) return message;
  const read = await announcementPeopleStore(scope).haveRead(id, [personId]);
  return read.has(personId) ? null : message;
};
