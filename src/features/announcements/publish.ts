import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { addDaysAt } from '../../dates/index.ts';
import { schedule, unschedule } from '../../schedule/due.ts';
import { addresseesIn } from './addressees.ts';
import type { Announcement } from './announcement.ts';
import { announcementChannels, sendCopies } from './copies.ts';
import { recipientStore } from './recipient-store.ts';
import { scheduleRefresh, sendState } from './refresh.ts';
import { type Addressee, type AnnouncementCopy, copiesOf, copyKey } from './rules.ts';
import { announcementStore } from './store.ts';

/** Kind of the due items that send scheduled announcements. Their subject is the announcement's id. */
export const ANNOUNCEMENT_DUE = 'announcement-leave';
/**
 * Kind of the due items that remind those who haven't read an announcement. Their subject is the announcement's id.
 */
export const ANNOUNCEMENT_REMINDER = 'announcement-remind';

/**
 * The people an announcement would reach if it left now, and the copies by which it would. Its sender, who knows what
 * it says, is left out.
 */
export interface AnnouncementReach {
  readonly meant: readonly Addressee[];
  /** By delivery key. */
  readonly copies: ReadonlyMap<string, AnnouncementCopy>;
  /** Platforms that have an announcement channel. */
  readonly channels: readonly PlatformName[];
}

/** Computes whom the announcement reaches. `sender` is null when whoever scheduled it can't send it any more. */
export async function reachOf(
  scope: RegionScope,
  announcement: Pick<Announcement, 'id' | 'audience' | 'places'>,
  sender: string | null,
): Promise<AnnouncementReach> {
  const meant = (await addresseesIn(scope, announcement.audience)).filter(({ personId }) => personId !== sender);
  const channels = [...(await announcementChannels(scope)).keys()];
  const copies = copiesOf(announcement, meant, channels);
  return { meant, channels, copies: new Map(copies.map((copy) => [copyKey(announcement.id, copy), copy])) };
}

/**
 * Sends an announcement and fixes its recipients. The caller holds its lock, so it leaves once, and has computed whom it
 * reaches now. Returns it with its new status.
 */
export async function publish(
  scope: RegionScope,
  waiting: Announcement,
  { meant, copies }: AnnouncementReach,
): Promise<Announcement> {
  const { id, audience, places, urgent, remindAfter, sentBy } = waiting;
  const announcement: Announcement = { ...waiting, status: 'LEFT', leftAt: scope.now };
  // Whoever sends it may have had to narrow it: who has a say in it from now on goes by what left.
  const asItLeaves = { audience, places, urgent, sentBy };
  await announcementStore(scope).change(id, { ...asItLeaves, status: 'LEFT', leftAt: scope.now });
  const keys = new Map(
    [...copies].flatMap(([key, copy]) =>
      copy.kind === 'private' ? copy.people.map((person): [string, string] => [person, key]) : [],
    ),
  );
  await recipientStore(scope).noteRecipients(
    id,
    meant.map(({ personId }) => ({ personId, deliveryKey: keys.get(personId) ?? null })),
  );
  await sendCopies(scope, announcement, copies);
  await unschedule(scope, ANNOUNCEMENT_DUE, id);
  if (remindAfter !== null) {
    const at = addDaysAt(scope.now, remindAfter, scope.region.timeZone);
    // Long after, nobody is asked any more whether they have read it.
    const expires = addDaysAt(scope.now, 2 * remindAfter, scope.region.timeZone);
    await schedule(scope, { kind: ANNOUNCEMENT_REMINDER, subject: id, at, expires });
  }
  const { author } = announcement;
  if (author.id !== null) await sendState(scope, announcement, author.id);
  await scheduleRefresh(scope, id);
  return announcement;
}
