import { directory } from '../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { tellCoordinators } from '../regions/tell-coordinators.ts';
import type { Announcement } from './announcement.ts';
import { heldBackNotice } from './messages/outcome.ts';
import { announcementStore } from './store.ts';

/**
 * Holds back an announcement whose sender has left or may no longer announce it. The coordinators are told, and
 * decide.
 */
export async function holdBack(scope: RegionScope, announcement: Announcement): Promise<void> {
  const { id, dueAt, sentBy } = announcement;
  const people = directory(scope);
  const sender = sentBy === null ? null : await people.person(sentBy);
  const hasLeft = sentBy !== null && (await people.hasLeft(sentBy));
  await announcementStore(scope).change(id, { sentBy: null });
  await tellCoordinators(scope, `announcement-held-back:${id}:${dueAt?.getTime()}`, (t) =>
    heldBackNotice(t, announcement, { name: sender?.name ?? announcement.author.name, hasLeft }),
  );
}
