import { isDeepStrictEqual } from 'node:util';
import type { Presence } from '../../access/actor/presence.ts';
import type { MessageRef, Target } from '../../chat/place.ts';
import { DeliveryError, type Platform } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import type { Pace } from '../../timers/pace.ts';
import { isEmptyMessage, WITHDRAWN } from '../outbox/message-schema.ts';
import type { ClaimedDelivery, DeliveryOutcome } from './delivery.ts';
import type { DeliveryDestination } from './destination.ts';
import type { OrganisationThreads } from './organisation-threads.ts';
import { afterFailure } from './outcome.ts';
import { withoutDeparted } from './readers.ts';
import type { DeliveryStore } from './store.ts';

/**
 * The outcome of a mistake of ours with this message: it isn't sent again, a person has to look, and the others go on.
 */
const PARKED: DeliveryOutcome = { status: 'UNKNOWN', reason: 'failed' };

export interface AttemptParts {
  readonly platform: Platform;
  readonly store: DeliveryStore;
  readonly threads: OrganisationThreads;
  readonly presence: Presence;
  readonly log: Log;
  /** The clock that says when a message counts as sent, for what people read. */
  readonly now: () => Date;
  readonly pace: Pace;
}

/**
 * Makes one attempt at a claimed delivery. Returns null when the answer was lost, so that its outcome isn't known yet.
 */
export async function attempt(
  one: ClaimedDelivery,
  destination: Exclude<DeliveryDestination, 'wait'>,
  parts: AttemptParts,
): Promise<DeliveryOutcome | null> {
  const { platform, store, threads, log, now, pace } = parts;
  if (destination === 'gone') return { status: 'REFUSED', reason: 'message-gone' };
  const begun = destination.kind === 'post' && one.attempts > 1 ? ((await store.refsOf(one.key))?.refs ?? null) : null;
  try {
    if (destination.kind === 'edit' && isEmptyMessage(one.message)) {
      await platform.delete(destination.refs);
      return { status: 'SENT', sentAt: now() };
    }
    if (destination.kind === 'post' && isEmptyMessage(one.message)) {
      if (begun) await platform.delete(begun);
      return { status: 'REFUSED', reason: WITHDRAWN };
    }
    const where = await withoutDeparted(one, destination, parts);
    if (typeof where === 'string') return { status: 'REFUSED', reason: where };
    if (where.kind === 'members') {
      await threads.sync(where.organisation);
      return { status: 'SENT', sentAt: now() };
    }
    if (where.kind === 'pin') {
      await pin(where, platform);
      return { status: 'SENT', sentAt: now() };
    }
    const refs = await show(one, where, begun, parts);
    const stand = where.kind === 'edit' && isDeepStrictEqual(refs, where.refs);
    if (one.editOf !== null && !stand) await store.updateRefs(one.editOf, refs);
    return { status: 'SENT', refs, sentAt: now() };
  } catch (error) {
    if (!(error instanceof DeliveryError)) {
      log.error('delivery.crashed', error, { delivery: one.id });
      return PARKED;
    }
    log.warn('delivery.failed', { delivery: one.id, failure: error.message, attempts: one.attempts });
    const outcome = afterFailure(one, error.failure, new Date(pace.now()));
    // Nobody has to be told that a withdrawn message didn't arrive when it only can't be deleted.
    const takenBack = one.editOf === null && isEmptyMessage(one.message) && outcome?.status === 'REFUSED';
    return takenBack ? { status: 'REFUSED', reason: WITHDRAWN } : outcome;
  }
}

/** Pins or unpins a message, which may be repeated. Throws DeliveryError. */
async function pin(
  { ref, isPinned }: Extract<DeliveryDestination, { kind: 'pin' }>,
  { relaying }: Platform,
): Promise<void> {
  if (relaying === null) throw new DeliveryError({ kind: 'refused', reason: 'other' });
  const { channel, thread } = ref.place;
  await relaying.pin(channel, { id: ref.id, thread, by: null }, isPinned);
}

/** Posts or edits it. `begun` are the messages already posted of a delivery that was broken off. */
function show(
  { message, key }: ClaimedDelivery,
  where: Extract<DeliveryDestination, { kind: 'edit' | 'post' }>,
  begun: readonly MessageRef[] | null,
  { platform, threads }: AttemptParts,
): Promise<readonly MessageRef[]> {
  if (where.kind === 'edit') return platform.edit(where.refs, message, key);
  if (begun) return platform.edit(begun, message, key);
  const post = (target: Target) => platform.post(target, message, key);
  return where.target.kind === 'organisation' ? threads.post(where.target, post) : post(where.target);
}
