import { directory } from '../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { tellCoordinators } from '../regions/tell-coordinators.ts';
import type { Announcement } from './announcement.ts';
import { heldBackNotice } from './messages/outcome.ts';
import { announcementStore } from './store.ts';

/**
 * Holds back an announcement whose sender has left or may no longer announce it, or whose day is past. The coordinators
 * are told why, and decide.
 */
export async function holdBack(scope: RegionScope, announcement: Announcement, why: 'sender' | 'late'): Promise<void> {
  const { id, dueAt, sentBy } = announcement;
  const people = directory(scope);
  const sender = sentBy === null ? null : await people.person(sentBy);
  const hasLeft = sentBy !== null && (await people.hasLeft(sentBy));
  const reason = why === 'late' ? 'late' : hasLeft ? 'gone' : 'role';
  await announcementStore(scope).change(id, { sentBy: null });
  await tellCoordinators(scope, `announcement-held-back:${id}:${dueAt?.getTime()}`, (t) =>
    heldBackNotice(t, announcement, { name: sender?.name ?? announcement.author.name, reason }),
  );
}
