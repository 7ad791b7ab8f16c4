import { DeliveryError } from '../../chat/platform.ts';
import type { Copy, CopyPart } from '../../chat/relaying.ts';
import type { Database } from '../../database/database.ts';
import { traitsOf } from '../../platforms/registered.ts';
import { type Acted, type ActOptions, withdraw } from '../copies/act.ts';
import {
  type CopyOutcome,
  type DueCopy,
  RETRIED,
  type StandingPart,
  TAKEN_AWAY,
  UNANSWERED,
} from '../copies/copy-store.ts';
import type { MissingPart } from '../copies/missing-parts.ts';
import { changesOf, partsBegun, perhapsPosted } from '../copies/positions.ts';
import { refusesChannel } from '../copies/refusals.ts';
import { wordDigest } from '../copies/render.ts';
import {
  type DigestedMessage,
  isForCutChannel,
  namesWithheld,
  type StoredDigest,
  storeDigest,
  storedDigest,
} from './digest-store.ts';

/** The age in milliseconds from which many messages are named in a digest instead of being posted one by one. */
const DIGEST_AFTER_MS = 24 * 60 * 60_000;
/** The number of messages below which each is posted nevertheless. */
const FEWEST = 10;
/** The most messages to which a digest links. */
const MOST_LINKS = 20;

/** Returns whether a copy is a digest, which stands for many. */
export function isDigest({ id, digestId }: DueCopy): boolean {
  return digestId === id;
}

/**
 * Makes one copy stand for all that have waited in a channel for a long time, when there are many. Returns whether it
 * did, in which case the due copies have to be read again. `now` is in milliseconds since 1970.
 */
export async function beginDigest(
  database: Database,
  channelId: string,
  claimed: readonly DueCopy[],
  now: number,
): Promise<boolean> {
  const before = now - DIGEST_AFTER_MS;
  const old = claimed.filter(
    ({ shown, parts, digestId, reason, message: { isShown, saidAt } }) =>
      shown === 0 &&
      parts.length === 0 &&
      digestId === null &&
      reason !== TAKEN_AWAY &&
      reason !== RETRIED &&
      reason !== UNANSWERED &&
      isShown &&
      saidAt.getTime() < before,
  );
  const [first] = old;
  if (!first) return false;
  const saidIn = first.message.channelId;
  const together = old.filter(({ message }) => message.channelId === saidIn);
  // A digest that was begun, and of which nothing was posted, also takes in the messages that have come since.
  const begun = claimed.find(
    (copy) => isDigest(copy) && copy.shown === 0 && copy.parts.length === 0 && copy.message.channelId === saidIn,
  );
  if (!begun && together.length < FEWEST) return false;
  await storeDigest(database, { id: (begun ?? first).id, channelId, saidIn }, new Date(before));
  return true;
}

/** Posts a digest. Once posted it stays as it is, except that messages taken back are removed from it. */
export async function postDigest(database: Database, copy: DueCopy, options: ActOptions): Promise<Acted> {
  const added: StandingPart[] = [];
  const removed: number[] = [];
  const outcome = (status: CopyOutcome['status'], shown: number | null, reason: string | null): CopyOutcome => ({
    ...{
      copyId: copy.id,
      regionId: copy.regionId,
      turn: copy.turn,
      status,
      shown,
      reason,
      ...{ added, removed, frozen: [] },
    },
    ...{ late: copy.late, pinned: copy.pinned },
  });
  const { version } = copy.message;
  if (copy.shown > 0) {
    // A standing digest stays as it is, whatever its first message says now, and also where an attempt was refused.
    if (copy.status === 'REFUSED' && copy.parts.length === 0)
      return { outcome: outcome('REFUSED', version, copy.reason), failure: null };
    try {
      if (await namesWithheld(database, copy.id)) await rewordDigest(database, copy, options, removed);
      return { outcome: outcome(removed.length < copy.parts.length ? 'POSTED' : 'GONE', version, null), failure: null };
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      const { failure } = error;
      if (failure.kind === 'refused' && !refusesChannel(failure.reason)) {
        return { outcome: outcome('POSTED', version, failure.reason), failure: null };
      }
      return { outcome: outcome('POSTED', null, null), failure };
    }
  }
  // Nothing new is said in a channel that was cut.
  if (await isForCutChannel(database, copy.id)) return withdraw(copy, options);
  try {
    const parts = await digestParts(database, copy, options);
    if (parts.length !== partsBegun(copy)) await options.noteBegun(copy, parts.length, []);
    const place = { channel: options.channel, below: null };
    for (const [position, part] of parts.entries()) {
      if (position < copy.parts.length) continue;
      const ref = await options.relaying.post(place, part, [], `${copy.id}:${position}`);
      added.push({ ...ref, position, frozen: false });
    }
    return { outcome: outcome('POSTED', version, null), failure: null };
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    const { failure } = error;
    if (failure.kind === 'refused' && !refusesChannel(failure.reason)) {
      return { outcome: outcome('REFUSED', version, failure.reason), failure: null };
    }
    const status = failure.kind === 'ambiguous' ? 'POSTING' : 'WAITING';
    return { outcome: outcome(status, null, null), failure };
  }
}

/**
 * Takes messages that were taken back out of a standing digest, and out of its count. It gets shorter, and a part that
 * can't be changed is deleted.
 */
async function rewordDigest(
  database: Database,
  copy: DueCopy,
  { relaying, channel, ...options }: ActOptions,
  removed: number[],
): Promise<void> {
  const parts = await digestParts(database, copy, { relaying, channel, ...options });
  const changes = new Map(changesOf(copy.parts, parts, relaying).map(({ ref, part }) => [ref, part]));
  for (const ref of copy.parts) {
    const part = changes.get(ref);
    if (part && (await isReworded(relaying.edit(channel, ref, part, [])))) continue;
    await relaying.delete(channel, ref);
    removed.push(ref.position);
  }
}

/** Returns whether an edit was made; false where its message can't be edited any more, or is gone. */
async function isReworded(edit: Promise<void>): Promise<boolean> {
  try {
    await edit;
    return true;
  } catch (error) {
    const reason = error instanceof DeliveryError && error.failure.kind === 'refused' ? error.failure.reason : null;
    if (reason !== 'not-editable' && reason !== 'message-gone') throw error;
    return false;
  }
}

/** Returns the parts of a digest with its present words; none where all its messages are gone. */
async function digestParts(database: Database, copy: DueCopy, options: ActOptions): Promise<readonly CopyPart[]> {
  const digest = await storedDigest(database, copy.id, MOST_LINKS);
  return digest === null ? [] : options.relaying.parts(digestOf(digest, copy, options));
}

/** Returns the parts of a digest that may have been posted. */
export async function missingDigestParts(
  database: Database,
  copy: DueCopy,
  options: ActOptions,
): Promise<readonly MissingPart[]> {
  const { saidAt } = copy.message;
  const nothing: StoredDigest = { count: 0, first: saidAt, last: saidAt, messages: [] };
  const digest = (await storedDigest(database, copy.id, MOST_LINKS)) ?? nothing;
  const { relaying, channel } = options;
  return perhapsPosted(copy, relaying.parts(digestOf(digest, copy, options))).map(({ position, part }) => ({
    ...{ position, part, key: `${copy.id}:${position}`, places: [{ channel, below: null }], saidAt },
  }));
}

function digestOf({ count, first, last, messages }: StoredDigest, copy: DueCopy, options: ActOptions): Copy {
  const { t, from } = options;
  const linkTo = ({ platform, channel, thread, sourceId }: DigestedMessage): string | null =>
    from(platform)?.relaying?.link({ channel, thread }, sourceId) ?? null;
  const entries = messages.flatMap((one) => {
    const link = linkTo(one);
    return link === null ? [] : [{ name: one.authorName, saidAt: one.saidAt, link }];
  });
  const { platform } = copy.message;
  const said = { platform: traitsOf(platform).title, isHere: platform === options.platform };
  return wordDigest(t, { from: said, count, first, last, entries });
}
