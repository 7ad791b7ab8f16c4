import { NOT_THEIRS } from '../../access/actor/rights.ts';
import type { MessageRef } from '../../chat/place.ts';
import { traitsOf } from '../../platforms/registered.ts';
import { WITHDRAWN } from '../outbox/message-schema.ts';
import type { ClaimedDelivery, DeliveryOutcome } from './delivery.ts';
import { TARGET_REFUSALS } from './outcome.ts';

/** The consequences of an outcome for others; they are stored together with it. */
export interface Consequences {
  /** The place of a reply to it; null when it stands nowhere, or is an edit. */
  readonly replyPlace: { readonly channel: string; readonly thread: string | null } | null;
  /** Whether somebody has to be told that it didn't reach its reader or channel. */
  readonly notReached: boolean;
  /** The refusal of everything else that waits for the same target; null when it is still tried. */
  readonly refuseWaiting: { readonly reason: string; readonly notReached: boolean } | null;
  /** The key of a sending whose message, or the conversation it opened, turns out to be gone; null for none. */
  readonly messageGone: string | null;
}

export function consequencesOf(
  one: Pick<ClaimedDelivery, 'target' | 'editOf'>,
  outcome: DeliveryOutcome,
): Consequences {
  const { target, editOf } = one;
  const { status, reason, refs } = outcome;
  const refused = status === 'REFUSED' && editOf === null;
  // A delivery is UNKNOWN when the platform wouldn't even let the bot look for a message that may have arrived.
  const closed = (refused || status === 'UNKNOWN') && reason !== undefined && TARGET_REFUSALS.has(reason);
  const alone = target.kind === 'private';
  return {
    replyPlace: editOf === null && refs?.[0] ? replyPlaceOf(refs[0]) : null,
    notReached: reason !== NOT_THEIRS && reason !== WITHDRAWN && isNotReached(target.kind, refused, closed),
    // Each refusal counts against the bot on the platform. Later deliveries are tried again, since somebody may have
    // put it right.
    refuseWaiting: closed && (alone || target.kind === 'channel') ? { reason, notReached: alone } : null,
    messageGone: status === 'REFUSED' ? goneWith(one, reason) : null,
  };
}

/**
 * Returns whether somebody has to be told. They are told of every private message that isn't delivered; of a channel,
 * only that it takes nothing at all.
 */
function isNotReached(kind: ClaimedDelivery['target']['kind'], refused: boolean, closed: boolean): boolean {
  if (kind === 'private' || kind === 'organisation') return refused || closed;
  return kind === 'channel' && closed;
}

/** Returns the sending whose message is gone when this one was refused; null when only this one is concerned. */
function goneWith(
  { editOf, target }: Pick<ClaimedDelivery, 'target' | 'editOf'>,
  reason: string | undefined,
): string | null {
  if (editOf !== null) return reason === 'message-gone' ? editOf : null;
  const gone = reason === 'message-gone' || reason === 'channel-gone' || reason === 'channel-archived';
  return target.kind === 'thread' && gone ? target.of : null;
}

/** Returns where a reply to a message stands: below it, or beside it where threads are channels of their own. */
function replyPlaceOf({ id, place: { platform, channel, thread } }: MessageRef) {
  return { channel, thread: traitsOf(platform).threads === 'below-message' ? (thread ?? id) : null };
}
