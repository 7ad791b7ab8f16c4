import type { DiscordCore } from '../core.ts';
import type { WireObject } from '../json.ts';
import type { Channel, DiscordMessage } from '../model/types.ts';
import { refuseField } from './form-errors.ts';

/** The documentation says "the past few minutes". */
const MEMORY = 5 * 60_000;

/** Reads the mark by which a message's second sending is recognised: text or a whole number. */
export function checkNonce({ nonce }: WireObject): string | number | null {
  if (nonce === undefined || nonce === null) return null;
  if (typeof nonce === 'string' && nonce.length <= 25) return nonce;
  if (typeof nonce === 'number' && Number.isSafeInteger(nonce)) return nonce;
  if (typeof nonce === 'string')
    throw refuseField(['nonce'], 'NONCE_TYPE_TOO_LONG', 'Nonce must be no more than 25 characters.');
  throw refuseField(['nonce'], 'NONCE_TYPE_INVALID', 'Nonce must be a string or an integer.');
}

/** Returns the message that this nonce already made. Like Discord, it looks only among the latest messages. */
export function sameNonce(core: DiscordCore, channel: Channel, nonce: string | number): DiscordMessage | undefined {
  const isIt = (message: DiscordMessage) =>
    message.nonce !== null && String(message.nonce) === String(nonce) && message.authorId === core.world.bot.id;
  const isRecent = (message: DiscordMessage) => core.clock.now() - message.at < MEMORY;
  for (const id of channel.messages.toReversed()) {
    const message = core.world.messages.get(id);
    if (!message) continue;
    if (!isRecent(message)) break;
    if (isIt(message)) return message;
  }
  return core.deleted?.find((message) => message.channelId === channel.id && isRecent(message) && isIt(message));
}
