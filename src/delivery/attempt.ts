import type { MessageRef, Target } from '../chat/place.ts';
import { DeliveryError, type DeliveryFailure, type Platform } from '../chat/platform.ts';
import type { Log } from '../log.ts';
import type { Claimable, DeliveryStore, Outcome } from './store.ts';

/** An unreachable platform is tried again after 1, 2, 4 … seconds, at most this long. */
const LONGEST_PAUSE_MS = 60_000;
/** A mistake of ours with this message: not sent again, a person is to look. The others go on. */
const PARKED: Outcome = { status: 'UNKNOWN', reason: 'failed' };

export type Destination =
  | { readonly kind: 'post'; readonly target: Target }
  | { readonly kind: 'edit'; readonly refs: readonly MessageRef[] }
  /** What it hangs on isn't sent yet. */
  | 'wait'
  /** What it hangs on was never sent. */
  | 'gone';

/** Where a delivery goes, as far as the one it hangs on tells. */
export async function destinationOf(one: Claimable, store: DeliveryStore): Promise<Destination> {
  const { target, editOf } = one;
  if (editOf === null && target.kind !== 'thread') return { kind: 'post', target };
  const parent = await store.refsOf(editOf ?? (target.kind === 'thread' ? target.of : ''));
  if (!parent || parent.status === 'REFUSED' || parent.status === 'UNKNOWN') return 'gone';
  const first = parent.refs?.[0];
  if (!parent.refs || !first) return 'wait';
  if (editOf !== null) return { kind: 'edit', refs: parent.refs };
  const thread = first.place.platform === 'slack' ? (first.place.thread ?? first.id) : null;
  return { kind: 'post', target: { kind: 'place', place: { ...first.place, thread } } };
}

export interface AttemptParts {
  readonly platform: Platform;
  readonly store: DeliveryStore;
  readonly log: Log;
  /** When it counts as sent, for what people read. */
  readonly now: () => Date;
}

/** One attempt at a claimed delivery; null when the answer was lost, so that nobody knows yet what came of it. */
export async function attempt(
  one: Claimable,
  where: Exclude<Destination, 'wait'>,
  { platform, store, log, now }: AttemptParts,
): Promise<Outcome | null> {
  if (where === 'gone') return { status: 'REFUSED', reason: 'message-gone' };
  try {
    const refs =
      where.kind === 'edit'
        ? await platform.edit(where.refs, one.message, one.key)
        : await platform.post(where.target, one.message, one.key);
    if (one.editOf !== null) await store.updateRefs(one.editOf, refs);
    return { status: 'SENT', refs, sentAt: now() };
  } catch (error) {
    if (!(error instanceof DeliveryError)) {
      log.error('delivery.crashed', error, { delivery: one.id });
      return PARKED;
    }
    log.warn('delivery.failed', { delivery: one.id, failure: error.message, attempts: one.attempts });
    return afterFailure(one, error.failure);
  }
}

function afterFailure(one: Claimable, failure: DeliveryFailure): Outcome | null {
  switch (failure.kind) {
    case 'refused':
      return { status: 'REFUSED', reason: failure.reason };
    case 'rate-limited':
      return later(failure.retryAfter);
    case 'unavailable':
      return later(pauseAfter(one.attempts));
    case 'ambiguous':
      // Edits may be repeated, so they needn't be looked for.
      return one.editOf === null ? null : later(pauseAfter(one.attempts));
  }
}

function later(milliseconds: number): Outcome {
  return { status: 'PENDING', notBefore: new Date(Date.now() + milliseconds) };
}

function pauseAfter(attempts: number): number {
  return Math.min(LONGEST_PAUSE_MS, 1_000 * 2 ** (attempts - 1));
}
