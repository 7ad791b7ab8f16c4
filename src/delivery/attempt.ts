import { DeliveryError, type Platform } from '../chat/platform.ts';
import type { Log } from '../log.ts';
import type { Destination } from './destination.ts';
import { afterFailure } from './outcome.ts';
import type { Claimable, DeliveryStore, Outcome } from './store.ts';

/** A mistake of ours with this message: not sent again, a person is to look. The others go on. */
const PARKED: Outcome = { status: 'UNKNOWN', reason: 'failed' };

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
    return afterFailure(one, error.failure, new Date());
  }
}
