import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { addDaysAt } from '../../dates/index.ts';
import { schedule, unschedule } from '../../schedule/due.ts';
import { meantBy } from './addressees.ts';
import type { Announcement } from './announcement.ts';
import { announcementChannels, sendCopies } from './copies.ts';
import { follow, watch } from './follow.ts';
import { announcementPeopleStore } from './people-store.ts';
import { type Addressee, type Copy, copiesOf, copyKey } from './rules.ts';
import { announcementStore } from './store.ts';

/** Kind of the due items of announcements that leave by themselves; their subject is the announcement. */
export const LEAVE = 'announcement-leave';
/** Kind of the due items of the reminder to those who haven't read one; their subject is the announcement. */
export const REMIND = 'announcement-remind';

/** Whom an announcement would reach if it left now, and by what: never its sender, who knows what it says. */
export interface AnnouncementReach {
  readonly meant: readonly Addressee[];
  /** By the key of its delivery. */
  readonly copies: ReadonlyMap<string, Copy>;
  /** Platforms that have a channel for announcements. */
  readonly channels: readonly PlatformName[];
}

/** `sender`: who sends it; null for who had scheduled one and can't any more. */
export async function reachOf(
  scope: RegionScope,
  announcement: Announcement,
  sender: string | null,
): Promise<AnnouncementReach> {
  const meant = (await meantBy(scope, announcement.audience)).filter(({ personId }) => personId !== sender);
  const channels = [...(await announcementChannels(scope)).keys()];
  const copies = copiesOf(announcement, meant, channels);
  return { meant, channels, copies: new Map(copies.map((copy) => [copyKey(announcement.id, copy), copy])) };
}

/** It leaves, once, under its lock: whom it is for is settled now. The announcement as it has left. */
export async function leave(scope: RegionScope, waiting: Announcement): Promise<Announcement> {
  const { id, remindAfter, sentBy } = waiting;
  const { meant, copies } = await reachOf(scope, waiting, sentBy ?? waiting.author.id);
  const announcement: Announcement = { ...waiting, status: 'LEFT', leftAt: scope.now };
  await announcementStore(scope).change(id, { status: 'LEFT', leftAt: scope.now, sentBy });
  const keys = new Map(
    [...copies].flatMap(([key, copy]) =>
      copy.kind === 'private' ? copy.people.map((person): [string, string] => [person, key]) : [],
    ),
  );
  await announcementPeopleStore(scope).noteRecipients(
    id,
    meant.map(({ personId }) => ({ personId, deliveryKey: keys.get(personId) ?? null })),
  );
  await sendCopies(scope, announcement, copies);
  await unschedule(scope, LEAVE, id);
  if (remindAfter !== null) {
    const at = addDaysAt(scope.now, remindAfter, scope.region.timeZone);
    await schedule(scope, { kind: REMIND, subject: id, at, expires: null });
  }
  await watch(scope, announcement, announcement.author.id);
  await follow(scope, id);
  return announcement;
}
