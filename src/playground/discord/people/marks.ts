import { PlatformRefusal } from '../../local-platform.ts';
import { setPinned } from '../actions/pins.ts';
import { addReaction, checkNewReaction, clearReactions, removeReaction } from '../actions/reactions.ts';
import { checkThreadWritable } from '../actions/thread-members.ts';
import type { DiscordCore } from '../core.ts';
import { pickedEmoji } from '../model/emoji.ts';
import type { Channel, DiscordMessage } from '../model/types.ts';
import { inWords } from './reader.ts';
import { archivedThread, inPersonsWords, needPermission, visibleMessage } from './refusals.ts';

/** Adds a person's reaction, or takes it back. The emoji is Unicode, or one of the guild's by its name. */
export function react(core: DiscordCore, userId: string, messageId: string, picked: string, given: boolean): void {
  const { message, channel } = markable(core, userId, messageId);
  const emoji = pickedEmoji(picked, core.world.guilds.get(channel.guildId ?? ''));
  if (emoji === undefined) throw new PlatformRefusal(inWords(core, userId, 'Émoji inconnu.', 'Unknown emoji.'));
  if (given) {
    inPersonsWords(() => checkNewReaction(core, message, userId, emoji));
    addReaction(core, message, userId, emoji);
  } else removeReaction(core, message, userId, emoji);
}

/** Takes away everybody's reactions, or those with one emoji, as a moderator does. */
export function clear(core: DiscordCore, userId: string, messageId: string, picked: string | null): void {
  const { message, channel } = markable(core, userId, messageId);
  needPermission(core, userId, channel, 'ManageMessages');
  const emoji = picked === null ? null : pickedEmoji(picked, core.world.guilds.get(channel.guildId ?? ''));
  clearReactions(core, message, emoji ?? null);
}

/** Pins a message or takes the pin away, which has a permission of its own. */
export function pin(core: DiscordCore, userId: string, messageId: string, pinned: boolean): void {
  const { message, channel } = markable(core, userId, messageId);
  needPermission(core, userId, channel, 'PinMessages');
  inPersonsWords(() => setPinned(core, message, pinned, userId));
}

function markable(core: DiscordCore, userId: string, messageId: string): { message: DiscordMessage; channel: Channel } {
  const { message, channel } = visibleMessage(core, userId, messageId);
  needPermission(core, userId, channel, 'ReadMessageHistory');
  inPersonsWords(() => checkThreadWritable(core, userId, channel));
  if (channel.thread?.archived) throw archivedThread(core, userId);
  return { message, channel };
}
