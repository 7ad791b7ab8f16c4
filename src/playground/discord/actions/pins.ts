import type { DiscordCore } from '../core.ts';
import { refuse } from '../errors.ts';
import { intent } from '../gateway/intents.ts';
import { isoTime } from '../model/serialize.ts';
import type { Channel, DiscordMessage } from '../model/types.ts';
import { emitMessage, emitMessageEvent } from './emit.ts';
import { postSystemMessage } from './messages.ts';

const MOST = 250;

/** Returns a channel's pinned messages, the one that was pinned last first. */
export function pinnedIn(core: DiscordCore, channel: Channel): DiscordMessage[] {
  return channel.messages
    .flatMap((id) => core.world.messages.get(id) ?? [])
    .filter((message) => message.pinnedAt !== null)
    .sort((a, b) => (b.pinnedAt ?? 0) - (a.pinnedAt ?? 0));
}

/** Pins a message or takes the pin away. Discord writes a line of its own below what was pinned. */
export function setPinned(core: DiscordCore, message: DiscordMessage, pinned: boolean, byId: string): void {
  if ((message.pinnedAt !== null) === pinned) return;
  const channel = core.world.channel(message.channelId);
  if (pinned && pinnedIn(core, channel).length >= MOST) throw refuse('maximumPins');
  message.pinnedAt = pinned ? core.clock.now() : null;
  emitMessage(core, 'MESSAGE_UPDATE', message);
  const latest = pinnedIn(core, channel)[0]?.pinnedAt ?? null;
  const event = { last_pin_timestamp: latest === null ? null : isoTime(latest) };
  emitMessageEvent(core, 'CHANNEL_PINS_UPDATE', message, event, intent.guilds, intent.directMessages);
  if (pinned) postSystemMessage(core, channel, byId, 6, '', message);
}
