import type { DiscordCore } from '../core.ts';
import { refuse } from '../errors.ts';
import type { Channel, DiscordMessage } from '../model/types.ts';

const HOUR = 3_600_000;
/** Discord doesn't publish this limit; this is what bots observe, per channel. */
const OLD_EDITS = 3;
const WINDOW = 20_000;
const edits = new WeakMap<Channel, number[]>();

/** Limits the edits of messages older than an hour with a 429 that has a code of its own. */
export function countOldEdit(core: DiscordCore, channel: Channel, message: DiscordMessage): void {
  const now = core.clock.now();
  if (!core.limitsOldEdits || now - message.at <= HOUR) return;
  const recent = (edits.get(channel) ?? []).filter((at) => now - at < WINDOW);
  const [oldest] = recent;
  if (oldest !== undefined && recent.length >= OLD_EDITS) {
    const refusal = refuse('editsOfOldMessage');
    refusal.retryAfter = (oldest + WINDOW - now) / 1000;
    throw refusal;
  }
  edits.set(channel, [...recent, now]);
}
