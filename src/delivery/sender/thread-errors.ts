import { DeliveryError } from '../../chat/platform.ts';

/** Returns whether an organisation's thread can't be used any more, so that another has to be opened. */
export function isThreadLost(error: unknown): boolean {
  const reason = reasonOf(error);
  return reason === 'channel-gone' || reason === 'channel-archived';
}

/** Returns whether the bot lacks a right in the thread. It may be granted again, so the thread is kept. */
export function isThreadClosed(error: unknown): boolean {
  const reason = reasonOf(error);
  return reason === 'no-permission' || reason === 'not-in-channel';
}

function reasonOf(error: unknown): string | null {
  const failure = error instanceof DeliveryError ? error.failure : null;
  return failure?.kind === 'refused' ? failure.reason : null;
}
