import { z } from 'zod';
import { operation } from '../../../access/operation/operation.ts';
import { fileRefs } from '../../../files/store.ts';
import type { Announcement, ChangedCopies } from '../announcement.ts';
import { announcementDeed } from '../journal.ts';
import { linksSchema } from '../links.ts';
import { lockSent } from '../permission.ts';
import { scheduleRefresh } from '../refresh.ts';
import { showAnnouncementAnew } from '../show-anew.ts';
import { type AnnouncementState, computeState } from '../state.ts';
import { announcementStore } from '../store.ts';
import { changedWith, standing, withdrawCopies } from '../withdraw.ts';
import { changesWording } from '../wording.ts';

const correction = z.object({
  id: z.uuid(),
  text: z.string(),
  links: linksSchema,
  files: z.array(z.uuid()),
  version: z.string().optional(),
});

/** An announcement that was changed, and how many of its messages that reaches. */
interface ChangedAnnouncement extends ChangedCopies {
  readonly announcement: Announcement;
}

/** Returns an announcement that has left, before it is corrected or, where it is `toWithdraw`, withdrawn, and how many of its messages stand. */
export const announcementToChange = operation({
  name: 'announcements.toChange',
  who: 'delegate',
  journal: { silent: 'changes nothing' },
  input: z.object({ id: z.uuid(), toWithdraw: z.boolean().default(false) }),
  async run(scope, { id, toWithdraw }): Promise<ChangedCopies & { readonly state: AnnouncementState }> {
    const state = await computeState(scope, await lockSent(scope, id, toWithdraw));
    return { state, ...changedWith(await standing(scope, id)) };
  },
});

/** Returns an announcement as a correction would make it; null where it changes nothing. */
export const previewCorrection = operation({
  name: 'announcements.previewCorrection',
  who: 'delegate',
  journal: { silent: 'changes nothing' },
  input: correction,
  async run(scope, { id, ...typed }): Promise<Announcement | null> {
    const before = await lockSent(scope, id);
    const { text, links, files } = typed;
    return changesWording(before, typed) ? { ...before, text, links, files: await fileRefs(scope, files) } : null;
  },
});

/**
 * Corrects the wording of an announcement that has left. All its messages show the new words and that it was
 * corrected. Returns how many do; null where it changes nothing. Throws ChangedMeanwhile where the wording has another
 * version.
 */
export const correctAnnouncement = operation({
  name: 'announcements.correct',
  who: 'delegate',
  input: correction,
  async run(scope, { id, ...typed }): Promise<ChangedAnnouncement | null> {
    if (!changesWording(await lockSent(scope, id), typed)) return null;
    const { text, links, files } = typed;
    const wordedBy = scope.actor.personId;
    await announcementStore(scope).change(id, { text, links, fileIds: files, correctedAt: scope.now, wordedBy });
    const announcement = await lockSent(scope, id);
    await showAnnouncementAnew(scope, announcement);
    await scheduleRefresh(scope, id);
    return { ...changedWith(await standing(scope, id)), announcement };
  },
  journal: { deeds: (changed) => changed && announcementDeed('announcements.journal.corrected', changed.announcement) },
});

/**
 * Withdraws an announcement that has left: its messages are deleted everywhere, and waiting ones never leave. Returns
 * how many.
 */
export const withdrawAnnouncement = operation({
  name: 'announcements.withdraw',
  who: 'delegate',
  input: z.object({ id: z.uuid() }),
  async run(scope, { id }): Promise<ChangedAnnouncement> {
    const announcement = await lockSent(scope, id, true);
    return { ...(await withdrawCopies(scope, announcement)), announcement };
  },
  journal: { deeds: ({ announcement }) => announcementDeed('announcements.journal.withdrawn', announcement) },
});
