import type { Departure } from '../../access/contacts/departure.ts';
import { directory } from '../../access/contacts/directory-store.ts';
import { versionOf } from '../../access/operation/version.ts';
import { type RegionScope, wordsFor } from '../../access/region/region-scope.ts';
import { departureUnder, edit, sentUnder, tellPerson } from '../../delivery/outbox/index.ts';
import { markStale } from '../../marks/mark.ts';
import type { MarkRenderers } from '../../marks/renderers.ts';
import { reschedule, scheduleAgain } from '../../schedule/due.ts';
import type { LongestPauses } from '../../schedule/handlers.ts';
import type { AccountsChangedHook } from '../people/accounts.ts';
import type { Announcement, Echo } from './announcement.ts';
import { audienceStore } from './audience-store.ts';
import { channelCopy } from './copies.ts';
import { announcementStateMessage } from './messages/state.ts';
import { recipientStore } from './recipient-store.ts';
import { channelOfKey, copyPrefix, isInHandsOf } from './rules.ts';
import { type AnnouncementState, computeState, echoOf } from './state.ts';
import { announcementStore } from './store.ts';

/**
 * Kind of the due items that refresh the states and counts shown for an announcement. Their subject is the
 * announcement's id.
 */
export const ANNOUNCEMENT_REFRESH = 'announcement-follow';

/**
 * Bounds of the pause between two refreshes while copies wait. The pause grows with the time since the announcement
 * left.
 */
const SOONEST_MS = 5_000;
const LATEST_MS = 60_000;

/** The longest pause of the refreshes. */
export const refreshPauses: LongestPauses = { [ANNOUNCEMENT_REFRESH]: LATEST_MS };

const watchPrefix = (id: string) => `announcement-state:${id}:`;

/**
 * Sends somebody the announcement's state once, as a private message that is edited in place from then on. Returns
 * how it leaves.
 */
export async function sendState(scope: RegionScope, announcement: Announcement, personId: string): Promise<Departure> {
  const key = watchPrefix(announcement.id) + personId;
  const contact = await directory(scope).person(personId);
  if (!contact) return departureUnder(scope, key);
  const state = await computeState(scope, announcement);
  await tellPerson(scope, contact, {
    key,
    words: (t) => announcementStateMessage(t, state, { live: scope.now }),
    consent: { asked: 'own-request' },
    readAs: ['coordinator', 'delegate'],
  });
  return departureUnder(scope, key);
}

/** Refreshes what is shown of an announcement at the next tick, and then as long as copies wait. */
export async function scheduleRefresh(scope: RegionScope, id: string): Promise<void> {
  await scheduleAgain(scope, ANNOUNCEMENT_REFRESH, [id]);
}

/** The echo of an announcement that nobody has reacted to yet, which a channel's copy shows at first. */
const UNREAD = JSON.stringify(echoOf({ recipients: [], acknowledged: [] }));

/** Edits the states that people watch and the counts in channels, if anything they show has changed. */
export async function refreshState(scope: RegionScope, announcement: Announcement): Promise<AnnouncementState> {
  const state = await computeState(scope, announcement);
  const { announcement: _, echo, ...counts } = state;
  const { status, text, remindedAt } = announcement;
  // Channels show only the echo; the watched states show everything.
  const said = JSON.stringify(echo);
  // Compared, never read: its text would outlive whoever it names.
  const shown = `${said}\n${versionOf([counts, status, text, remindedAt])}`;
  const store = announcementStore(scope);
  const before = await store.shown(announcement.id);
  if (before === shown) return state;
  await store.noteShown(announcement.id, shown);
  await refreshWatched(scope, state);
  if (status === 'LEFT' && said !== (before?.split('\n')[0] ?? UNREAD))
    await refreshChannels(scope, announcement, echo);
  return state;
}

/** The kind of the marks of announcements that somebody has read or passed on. */
const READ = 'announcement';

/** Has all that shows who has read an announcement follow. */
export function markRead(scope: RegionScope, id: string): void {
  markStale(scope, READ, [id]);
}

/** Has what counts two accounts of somebody follow, once they are joined or separated. */
export const announcementsOfBoth: AccountsChangedHook = (scope, { announcements }) =>
  markStale(scope, READ, announcements);

/** Updates the counts shown of marked announcements. Only where somebody watches one are its copies read for it. */
export const announcementMarks: MarkRenderers = {
  [READ]: {
    most: 20,
    async render(scope, marked) {
      for (const { subject } of marked) await refreshRead(scope, subject);
    },
  },
};

async function refreshRead(scope: RegionScope, id: string): Promise<void> {
  const store = announcementStore(scope);
  await store.lock(id);
  const announcement = await store.byId(id);
  if (!announcement) return;
  if ((await sentUnder(scope, watchPrefix(id))).length > 0) {
    await refreshState(scope, announcement);
    return;
  }
  const echo = await recipientStore(scope).echo(id);
  const said = JSON.stringify(echo);
  const [before = UNREAD, ...counts] = (await store.shown(id))?.split('\n') ?? [];
  if (before === said) return;
  await store.noteShown(id, [said, ...counts].join('\n'));
  if (announcement.status === 'LEFT') await refreshChannels(scope, announcement, echo);
}

async function refreshWatched(scope: RegionScope, state: AnnouncementState): Promise<void> {
  const prefix = watchPrefix(state.announcement.id);
  const keys = (await sentUnder(scope, prefix)).map(({ key }) => key);
  const people = await directory(scope).people(keys.map((key) => key.slice(prefix.length)));
  for (const { personId, locale } of people) {
    const roles = await audienceStore(scope).rolesOf(personId);
    if (!isInHandsOf(state.announcement, { ...roles, personId })) continue;
    const t = wordsFor({ locale }, scope.region);
    await edit(scope, prefix + personId, announcementStateMessage(t, state, { live: scope.now }));
  }
}

async function refreshChannels(scope: RegionScope, announcement: Announcement, echo: Echo): Promise<void> {
  for (const { key } of await sentUnder(scope, `${copyPrefix(announcement.id)}channel-`)) {
    if (channelOfKey(key) !== null) await edit(scope, key, channelCopy(scope, announcement, echo));
  }
}

/** Refreshes at each tick until no copy waits. */
export async function refreshWhileWaiting(scope: RegionScope, id: string): Promise<void> {
  const store = announcementStore(scope);
  await store.lock(id);
  const announcement = await store.byId(id);
  if (!announcement) return;
  const { waiting, held } = await refreshState(scope, announcement);
  if (waiting + held === 0) return;
  const now = scope.now.getTime();
  const since = now - (announcement.leftAt?.getTime() ?? now);
  const pause = Math.min(LATEST_MS, Math.max(SOONEST_MS, since / 10));
  await reschedule(scope, { kind: ANNOUNCEMENT_REFRESH, subject: id, at: new Date(now + pause) });
}
