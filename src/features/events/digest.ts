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
import { nextDigest } from './rules.ts';
import { eventStore } from './store.ts';

/** Returns the key prefix of the digest that told at this moment; the channel's platform follows. */
function digestKey(editionId: string, at: Date): string {
  return `events-accepted:${editionId}:${at.getTime()}`;
}

/**
 * Plans that the announcement channels are told of an event that was just accepted, with the others of its day. Each
 * acceptance plans it for itself, so that one that is stored while a digest is made is found by its own.
 */
export async function planDigest(scope: RegionScope, { id, version }: Event): Promise<void> {
  const at = nextDigest(scope.now, scope.region.timeZone);
  await schedule(scope, { kind: EVENTS_ACCEPTED, subject: `${id}:${version}`, at, expires: null });
}

/**
 * Tells the announcement channels of all accepted events of which they weren't told. What was taken back meanwhile isn't
 * among them, and where the edition wants none, nothing is posted.
 */
export async function tellAccepted(scope: RegionScope, editionId: string): Promise<void> {
  const ids = await digestStore(scope).take(editionId);
  const edition = await editionById(scope, editionId);
  if (ids.length === 0 || !edition?.tellsAcceptances) return;
  const events = await inOrder(scope, ids);
  const channels = await directory(scope).channels('announcements');
  await tellChannels(scope, channels, digestKey(editionId, scope.now), (t) => acceptedDigest(t, events));
}

/** Edits the digest that told of an event to what its events say now. */
export async function refreshDigest(scope: RegionScope, event: Event): Promise<void> {
  const t = regionWords(scope.region);
  const toldAt = await digestStore(scope).toldAt(event.id);
  if (toldAt === null) return;
  const ids = await digestStore(scope).toldTogether(event.editionId, toldAt);
  const digest = acceptedDigest(t, await inOrder(scope, ids));
  for (const platform of platformNames()) {
    await edit(scope, `${digestKey(event.editionId, toldAt)}:${platform}`, digest);
    // Before there were digests, each event had an announcement of its own.
    await edit(scope, `event-announced:${event.id}:${platform}`, eventAnnouncement(t, event));
  }
}

/** Returns events in the order in which they take place. */
async function inOrder(scope: RegionScope, ids: readonly string[]): Promise<readonly Event[]> {
  const events = await eventStore(scope).byIds(ids);
  const begins = ({ slots }: Event) => slots[0]?.start.getTime() ?? 0;
  return events.toSorted((a, b) => begins(a) - begins(b) || a.number - b.number);
}
