import { directory } from '../../access/contacts/directory-store.ts';
import { type RegionScope, regionWords } from '../../access/region/region-scope.ts';
import { edit, tellChannels } from '../../delivery/outbox/index.ts';
import { platformNames } from '../../platforms/registered.ts';
import { schedule } from '../../schedule/due.ts';
import { editionById } from '../editions/queries.ts';
import { digestStore } from './digest-store.ts';
import { EVENTS_ACCEPTED } from './due-kinds.ts';
import type { Event } from './event.ts';
import { acceptedDigest, eventAnnouncement } from './messages/announcement.ts';
import { announcedFrom, areOver } from './rules.ts';
import { eventStore } from './store.ts';

/** Returns the key prefix of the digest that told at this moment; the channel's platform follows. */
function digestKey(editionId: string, at: Date): string {
  return `events-accepted:${editionId}:${at.getTime()}`;
}

/**
 * Plans that the announcement channels are told of an event that was just accepted, with the others that wait. Each
 * acceptance plans it for itself, so that one that is stored while a digest is made is found by its own.
 */
export async function planDigest(scope: RegionScope, { id, version, slots }: Event): Promise<void> {
  const at = announcedFrom(slots, scope.now, scope.region.timeZone);
  await schedule(scope, { kind: EVENTS_ACCEPTED, subject: `${id}:${version}`, at, expires: null });
}

/** Plans that the channels are told of an accepted event in time for its new dates, where they weren't told of it yet. */
export async function planMovedDigest(scope: RegionScope, event: Event): Promise<void> {
  if (event.status !== 'ACCEPTED' || (await digestStore(scope).toldAt(event.id)) !== null) return;
  await planDigest(scope, event);
}

/**
 * Returns whether a digest is due for this event: it stands, and none has told of it before this moment. One that was told of with
 * others, ahead of its time, brings no further one.
 */
export async function isToTell(scope: RegionScope, { id, status }: Event): Promise<boolean> {
  if (status !== 'ACCEPTED' && status !== 'POSTPONED') return false;
  const toldAt = await digestStore(scope).toldAt(id);
  return toldAt === null || toldAt.getTime() === scope.now.getTime();
}

/**
 * Tells the announcement channels of all accepted events of which they weren't told. What was taken back meanwhile isn't
 * among them, and where the edition wants none, nothing is posted. What is due at once is done at one time, so that an
 * event that is accepted in between joins the digest that was just stored.
 */
export async function tellAccepted(scope: RegionScope, editionId: string): Promise<void> {
  const ids = await digestStore(scope).take(editionId);
  const edition = await editionById(scope, editionId);
  if (ids.length === 0 || !edition?.tellsAcceptances) return;
  const together = await digestStore(scope).toldTogether(editionId, scope.now);
  const events = await inOrder(scope, together, scope.now);
  // Nobody is invited to what is over.
  if (events.length === 0) return;
  const channels = await directory(scope).channels('announcements');
  const key = digestKey(editionId, scope.now);
  await tellChannels(scope, channels, key, (t) => acceptedDigest(t, events));
  if (together.length > ids.length) await editDigest(scope, key, events);
}

async function editDigest(scope: RegionScope, key: string, events: readonly Event[]): Promise<void> {
  const digest = acceptedDigest(regionWords(scope.region), events);
  for (const platform of platformNames()) await edit(scope, `${key}:${platform}`, digest);
}

/** Edits the digest that told of an event to what its events say now. */
export async function refreshDigest(scope: RegionScope, event: Event): Promise<void> {
  const toldAt = await digestStore(scope).toldAt(event.id);
  if (toldAt === null) return;
  const ids = await digestStore(scope).toldTogether(event.editionId, toldAt);
  await editDigest(scope, digestKey(event.editionId, toldAt), await inOrder(scope, ids, toldAt));
  // Before there were digests, each event had an announcement of its own.
  const announcement = eventAnnouncement(regionWords(scope.region), event);
  for (const platform of platformNames()) await edit(scope, `event-announced:${event.id}:${platform}`, announcement);
}

/** Returns those of these events that weren't over when the channels were told, in the order in which they take place. */
async function inOrder(scope: RegionScope, ids: readonly string[], toldAt: Date): Promise<readonly Event[]> {
  const { timeZone } = scope.region;
  const events = (await eventStore(scope).byIds(ids)).filter(({ slots }) => !areOver(slots, toldAt, timeZone));
  const begins = ({ slots }: Event) => slots[0]?.start.getTime() ?? 0;
  return events.toSorted((a, b) => begins(a) - begins(b) || a.number - b.number);
}
