import { numberAt, textAt, type Wire } from './wire.ts';

/**
 * Returns the ts of the newest reply below a message, its own where none stands there; null where there are some and
 * Slack doesn't say which is the newest: its pages call `latest_reply` optional.
 */
export function newestReply(message: Wire): string | null {
  const ts = textAt(message, 'ts');
  const told = textAt(message, 'latest_reply');
  if (told !== null) return told;
  const beginsThread = numberAt(message, 'reply_count') > 0 || textAt(message, 'thread_ts') === ts;
  return beginsThread ? null : ts;
}
