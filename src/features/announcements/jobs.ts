import { z } from 'zod';
import { writeJournal } from '../../access/journal/journal-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { optedOut } from '../../delivery/outbox/index.ts';
import { onlyByDay } from '../../schedule/by-day.ts';
import { reschedule } from '../../schedule/due.ts';
import type { InWhoseNames } from '../../schedule/in-whose-name.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { stillMeantAmong } from './addressees.ts';
import type { Announcement, AnnouncementStatus } from './announcement.ts';
import { audienceStore } from './audience-store.ts';
import { DELAYED_COPY, sendCopies } from './copies.ts';
import { holdBack } from './hold-back.ts';
import { announcementDeed } from './journal.ts';
import { ANNOUNCEMENT_DUE, ANNOUNCEMENT_REMINDER, publish, reachOf } from './publish.ts';
import { recipientStore } from './recipient-store.ts';
import { ANNOUNCEMENT_REFRESH, refreshWhileWaiting, scheduleRefresh } from './refresh.ts';
import { remindUnread } from './remind.ts';
import { copyFromKey, copyPrefix, mayAnnounce } from './rules.ts';
import { announcementStore } from './store.ts';
import { leavesAt } from './timing.ts';

export const announcementJobs: DueHandlers = {
  [ANNOUNCEMENT_REFRESH]: refreshWhileWaiting,

  /**
   * Sends a scheduled announcement at its moment, or later on the same day where the bot was away, but then not at night. On another
   * day its words ("tomorrow") may not be true any more: it is held back. The audience, and whether the sender may still announce it,
   * are settled only now.
   */
  async [ANNOUNCEMENT_DUE](scope, id) {
    const announcement = await lockedIf(scope, id, 'SCHEDULED');
    if (!announcement || announcement.sentBy === null) return;
    const { now, region } = scope;
    const leaves = leavesAt(announcement.dueAt ?? now, now, region.timeZone);
    if (leaves !== null && leaves > now) return reschedule(scope, { kind: ANNOUNCEMENT_DUE, subject: id, at: leaves });
    const sender = await audienceStore(scope).rolesOf(announcement.sentBy);
    const held = !mayAnnounce(announcement, sender) ? 'sender' : leaves === null ? 'late' : null;
    const verb = held !== null ? 'announcements.journal.heldBack' : 'announcements.journal.left';
    await writeJournal(scope, { ...announcementDeed(verb, announcement), person: announcement.sentBy });
    if (held !== null) return holdBack(scope, announcement, held);
    await publish(scope, announcement, await reachOf(scope, announcement, announcement.sentBy));
  },

  ...onlyByDay({
    async [ANNOUNCEMENT_REMINDER](scope, id) {
      const announcement = await lockedIf(scope, id, 'LEFT');
      if (announcement?.remindedAt === null) await remindUnread(scope, announcement);
    },
    [DELAYED_COPY]: sendLate,
  }),
};

/** A scheduled announcement leaves in the name of whoever scheduled or changed it last. */
export const announcementNames: InWhoseNames = {
  [ANNOUNCEMENT_DUE]: async (scope, id) => {
    const announcement = await announcementStore(scope).byId(id);
    return announcement?.status === 'SCHEDULED' ? announcement.sentBy : null;
  },
};

async function lockedIf(scope: RegionScope, id: string, status: AnnouncementStatus): Promise<Announcement | null> {
  const store = announcementStore(scope);
  await store.lock(id);
  const announcement = await store.byId(id);
  return announcement?.status === status ? announcement : null;
}

/**
 * Sends a copy that the weekly limit held back, unless the announcement was withdrawn or its readers have read it
 * elsewhere or don't belong to its audience any more.
 */
async function sendLate(scope: RegionScope, subject: string): Promise<void> {
  const [id = '', copyOf = ''] = subject.split('/');
  const announcement = await lockedIf(scope, id, 'LEFT');
  if (!announcement) return;
  const recipients = recipientStore(scope);
  // Subjects of before named the first reader.
  const former = z.uuid().safeParse(copyOf).success ? await recipients.keyFor(id, copyOf) : null;
  const key = former ?? copyPrefix(id) + copyOf;
  const people = await recipients.readersOf(id, key);
  const read = await recipients.haveRead(id, people);
  const not = await optedOut(scope, people, 'announcement');
  const wanting = people.filter((one) => !read.has(one) && !not.has(one));
  const meant = await stillMeantAmong(scope, announcement, wanting);
  const readers = await audienceStore(scope).known([...meant]);
  const copy = copyFromKey(key, readers, announcement.audience);
  if (copy) await sendCopies(scope, announcement, new Map([[key, copy]]));
  await scheduleRefresh(scope, id);
}
