import type { NationVerb } from '../../access/journal/entry.ts';
import { writeJournal } from '../../access/journal/journal-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { departureUnder, forgetFormerWords } from '../../delivery/outbox/index.ts';
import type { Announcement, ChangedCopies, Wording } from './announcement.ts';
import { type Audience, unrestrictedAudience } from './audience.ts';
import { publish, reachOf } from './publish.ts';
import { reminderPrefix, remindUnread } from './remind.ts';
import { copyPrefix } from './rules.ts';
import { showAnnouncementAnew } from './show-anew.ts';
import { type AnnouncementState, computeState } from './state.ts';
import { announcementStore } from './store.ts';
import { changedWith, standing, withdrawCopies } from './withdraw.ts';

/** The addressees of the national coordinator's message in a region: its coordinators alone, in private. */
const TO_COORDINATORS: { readonly audience: Audience; readonly places: Announcement['places'] } = {
  audience: { ...unrestrictedAudience, roles: ['coordinator'] },
  places: ['people'],
};

/** A message of the nation: its id, and what it says. */
export interface NationWords extends Wording {
  readonly id: string;
}

/** The number of a region's coordinators, and of those among them whom a message of the nation reaches. */
export interface CoordinatorReach {
  readonly people: number;
  readonly reached: number;
}

/** Counts this region's coordinators whom a message of the nation would reach now. Whoever writes it is left out. */
export async function coordinatorsReached(scope: RegionScope, id: string, writer: string): Promise<CoordinatorReach> {
  const { meant, copies } = await reachOf(scope, { ...TO_COORDINATORS, id }, writer);
  const reached = [...copies.values()].flatMap((copy) => (copy.kind === 'private' ? copy.people : []));
  return { people: meant.length, reached: reached.length };
}

/** Sends a message of the nation to this region's coordinators. The caller holds its lock, so it is sent once. */
export async function announceFromNation(scope: RegionScope, words: NationWords, writer: string): Promise<void> {
  const store = announcementStore(scope);
  const { text, links } = words;
  const id = await store.create({
    ...{ ...TO_COORDINATORS, text, links, fileIds: [], dueAt: null },
    ...{ createdById: null, nationCallId: words.id },
  });
  const announcement = await store.byId(id);
  if (announcement === null) throw new Error(`announcement ${id} is gone`);
  await publish(scope, announcement, await reachOf(scope, announcement, writer));
  await noteNation(scope, { verb: 'common.journal.nationSent', id });
}

/**
 * Notes in the journal of a region what the nation did there. Who it was is in the nation's own rows: here they are nobody, and what was
 * written may name them.
 */
async function noteNation(
  { tx, region, now }: RegionScope,
  { verb, id }: { readonly verb: NationVerb; readonly id: string },
): Promise<void> {
  await writeJournal({ tx, region, now }, { verb, object: { kind: 'announcement', id, name: null } });
}

/** The state of a message of the nation in this region, without anybody's name; null where nothing was sent. */
export interface StateInRegion extends Omit<AnnouncementState, 'announcement' | 'refused' | 'echo'> {
  /** The number of its recipients who have said that they read it. */
  readonly read: number;
  /** The number of copies that were refused. */
  readonly refused: number;
  readonly away: readonly PlatformName[];
}

export async function stateFromNation(scope: RegionScope, callId: string): Promise<StateInRegion | null> {
  const found = await announcementStore(scope).ofCall(callId);
  if (found === null) return null;
  const { announcement, refused, echo, ...counts } = await computeState(scope, found);
  return {
    ...counts,
    read: echo.readByRecipients,
    refused: refused.reduce((sum, { copies }) => sum + copies, 0),
    away: (await departureUnder(scope, copyPrefix(announcement.id))).away,
  };
}

/** Reminds those of this region who haven't read it. Returns how many reminders leave. */
export async function remindFromNation(scope: RegionScope, callId: string): Promise<number> {
  const announcement = await lockedOfCall(scope, callId);
  if (announcement === null) return 0;
  const { now, held } = await remindUnread(scope, announcement);
  if (now + held > 0) await noteNation(scope, { verb: 'common.journal.nationReminded', id: announcement.id });
  return now + held;
}

/** Takes it back in this region. Returns how many messages that reaches. */
export async function withdrawFromNation(scope: RegionScope, callId: string): Promise<ChangedCopies> {
  const announcement = await lockedOfCall(scope, callId);
  if (announcement === null) return { copies: 0, doubtful: 0 };
  await noteNation(scope, { verb: 'common.journal.nationWithdrawn', id: announcement.id });
  return withdrawCopies(scope, announcement);
}

/** Returns how many messages stand in this region, of which taking it back deletes each. */
export async function standingFromNation(scope: RegionScope, callId: string): Promise<ChangedCopies> {
  const announcement = await announcementStore(scope).ofCall(callId);
  return changedWith(announcement === null ? [] : await standing(scope, announcement.id));
}

/** Has a message of the nation say in this region what it says now, under the name that its author has now, and forgets what it said. */
export async function showAnewFromNation(scope: RegionScope, { id, text, links }: NationWords): Promise<void> {
  const announcement = await lockedOfCall(scope, id);
  if (announcement === null) return;
  await announcementStore(scope).change(announcement.id, { text, links });
  await showAnnouncementAnew(scope, { ...announcement, text, links });
  for (const prefix of [copyPrefix(announcement.id), reminderPrefix(announcement.id)]) {
    await forgetFormerWords(scope, prefix);
  }
}

async function lockedOfCall(scope: RegionScope, callId: string): Promise<Announcement | null> {
  const store = announcementStore(scope);
  const found = await store.ofCall(callId);
  if (found === null) return null;
  await store.lock(found.id);
  const announcement = await store.byId(found.id);
  return announcement?.status === 'LEFT' ? announcement : null;
}
