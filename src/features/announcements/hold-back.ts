import { directory } from '../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { tellPerson } from '../../delivery/outbox/index.ts';
import type { Translator } from '../../texts/translator.ts';
import { tellCoordinators } from '../regions/tell-coordinators.ts';
import type { Announcement } from './announcement.ts';
import { heldBackNotice } from './messages/outcome.ts';
import { announcementStore } from './store.ts';

/**
 * Holds back an announcement whose sender has left or may no longer announce it, or whose day is past. The coordinators
 * are told why, and decide; so does a sender who may, and isn't one of them.
 */
export async function holdBack(scope: RegionScope, announcement: Announcement, why: 'sender' | 'late'): Promise<void> {
  const { id, dueAt, sentBy } = announcement;
  const people = directory(scope);
  const sender = sentBy === null ? null : await people.person(sentBy);
  const hasLeft = sentBy !== null && (await people.hasLeft(sentBy));
  const reason = why === 'late' ? 'late' : hasLeft ? 'gone' : 'role';
  await announcementStore(scope).change(id, { sentBy: null });
  const key = `announcement-held-back:${id}:${dueAt?.getTime()}`;
  const words = (t: Translator) =>
    heldBackNotice(t, announcement, { name: sender?.name ?? announcement.author.name, reason });
  await tellCoordinators(scope, key, words);
  if (!sender || reason !== 'late') return;
  if ((await people.coordinators()).some(({ personId }) => personId === sender.personId)) return;
  const consent = { unasked: 'duty', personId: sender.personId } as const;
  await tellPerson(scope, sender, { key: `${key}:${sender.personId}`, words, consent, readAs: ['delegate'] });
}
