import type { StillMeant } from '../../delivery/outbox/index.ts';
import { isStillMeant } from './addressees.ts';
import { recipientStore } from './recipient-store.ts';
import { reminderPrefix } from './remind.ts';
import { announcementStore } from './store.ts';

/**
 * Decides whether a message that waited is still meant for its reader: they belong to the announcement's audience or
 * share the thread it goes to, and the announcement wasn't withdrawn. A reminder is dropped once they have read it.
 */
export const announcementStillMeant: StillMeant = async (scope, { key, personId, message }) => {
  const [prefix, id = '', whose = ''] = key.split(':');
  const announcement = await announcementStore(scope).byId(id);
  if (announcement?.status !== 'LEFT') return null;
  if (whose.startsWith('organisation-')) return message;
  if (!(await isStillMeant(scope, announcement, personId))) return null;
  if (!reminderPrefix('').startsWith(`${prefix}:`)) return message;
  const read = await recipientStore(scope).haveRead(id, [personId]);
  return read.has(personId) ? null : message;
};
