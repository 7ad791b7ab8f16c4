import type { MessageRef } from '../../chat/place.ts';
import type { DeliveryFailure, PartialPost } from '../../chat/platform.ts';
import type { RefusalReason } from '../../chat/refusal.ts';
import { backoff } from '../../timers/backoff.ts';
import { PUT_OFF } from '../outbox/message-schema.ts';
import type { ClaimedDelivery, DeliveryOutcome } from './delivery.ts';

/** A platform that can't be reached is tried again after 1, 2, 4 … seconds, and at most a minute after. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** Returns the outcome of a failed attempt; null when it isn't known yet, and has to be looked for first. */
export function afterFailure(
  { attempts, editOf }: Pick<ClaimedDelivery, 'attempts' | 'editOf'>,
  failure: DeliveryFailure,
  now: Date,
): DeliveryOutcome | null {
  const later = (milliseconds: number, reason?: string): DeliveryOutcome => ({
    status: 'PENDING',
    notBefore: new Date(now.getTime() + milliseconds),
    ...(reason === undefined ? {} : { reason }),
  });
  switch (failure.kind) {
    case 'refused':
      return { status: 'REFUSED', reason: failure.reason };
    case 'rate-limited':
      return later(failure.retryAfter, PUT_OFF);
    case 'unavailable':
      return later(backoff(FIRST_PAUSE_MS, attempts, LONGEST_PAUSE_MS));
    case 'ambiguous':
      // Edits may be repeated, so they needn't be looked for.
      return editOf === null ? null : later(backoff(FIRST_PAUSE_MS, attempts, LONGEST_PAUSE_MS));
  }
}

/** The refusals of everything sent to a target, not of one message. */
export const TARGET_REFUSALS: ReadonlySet<string> = new Set<RefusalReason>([
  'channel-archived',
  'channel-gone',
  'direct-messages-closed',
  'no-permission',
  'not-in-channel',
  'user-gone',
]);

/** The platform's refusal to look for something. */
export interface RefusedToLook {
  readonly refused: RefusalReason;
}

/**
 * Returns the outcome of a message that was looked for; null when that can't be told yet.
 * @param found the messages found, 'no-way' where nothing can be looked for, 'failed' when the platform didn't say.
 * @param isLast whether it isn't looked for any more after this.
 */
export function afterLookUp(
  found: readonly MessageRef[] | PartialPost | RefusedToLook | 'no-way' | 'failed',
  isLast: boolean,
): DeliveryOutcome | null {
  // A failed look-up says nothing about the message, so it is repeated for a while.
  if (found === 'failed' && !isLast) return null;
  if (found === 'failed' || found === 'no-way') return { status: 'UNKNOWN', reason: 'unknown' };
  // Most likely the platform didn't take it either; but it may have, a moment before.
  if ('refused' in found) return { status: 'UNKNOWN', reason: found.refused };
  if ('begun' in found) return { status: 'PENDING', refs: found.begun };
  return found.length === 0 ? { status: 'PENDING' } : { status: 'SENT', refs: found };
}
