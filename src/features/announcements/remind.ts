import type { Departure } from '../../access/contacts/departure.ts';
import { directory } from '../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { UserError } from '../../chat/user-error.ts';
import { departureUnder, letterTo, sendAll } from '../../delivery/outbox/index.ts';
import { unschedule } from '../../schedule/due.ts';
import { stillMeantAmong } from './addressees.ts';
import type { Announcement } from './announcement.ts';
import { announcementReminder } from './messages/copy.ts';
import { ANNOUNCEMENT_REMINDER } from './publish.ts';
import { refreshState } from './refresh.ts';
import { tracesOf } from './state.ts';
import { announcementStore } from './store.ts';

export function reminderPrefix(id: string): string {
  return `announcement-reminder:${id}:`;
}

/**
 * Reminds, once, the recipients who haven't said that they read it, except those who don't belong to its audience any more, don't
 * wish announcements or have reached their weekly limit. Where nobody is left it isn't noted, nor the planned reminder cancelled. Returns how the
 * reminders leave. Throws UserError the second time.
 */
export async function remindUnread(scope: RegionScope, announcement: Announcement): Promise<Departure> {
  const { id } = announcement;
  if (announcement.remindedAt !== null) throw new UserError('announcements.errors.reminded');
  const { recipients, acknowledged } = await tracesOf(scope, id);
  const read = new Set(acknowledged.map(({ personId }) => personId));
  const unread = recipients.filter(({ personId }) => !read.has(personId)).map(({ personId }) => personId);
  const meant = await stillMeantAmong(scope, announcement, unread);
  const people = directory(scope);
  const reminders = (await people.people([...meant])).map((reader) =>
    letterTo(scope, reader, {
      key: reminderPrefix(id) + reader.personId,
      words: (t) => announcementReminder(t, announcement, scope.region),
      consent: { unasked: 'announcement', personId: reader.personId },
      readAs: ['anybody who takes part'],
    }),
  );
  const leaving = await sendAll(scope, reminders);
  // Nobody was reminded: it may still be done once they may be written to.
  if (leaving.size === 0) return departureUnder(scope, reminderPrefix(id));
  await announcementStore(scope).change(id, { remindedAt: scope.now });
  await unschedule(scope, ANNOUNCEMENT_REMINDER, id);
  await refreshState(scope, { ...announcement, remindedAt: scope.now });
  return departureUnder(scope, reminderPrefix(id));
}
