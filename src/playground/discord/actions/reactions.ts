import type { DiscordCore } from '../core.ts';
import { refuse } from '../errors.ts';
import { intent } from '../gateway/intents.ts';
import type { WireObject } from '../json.ts';
import { may } from '../model/access.ts';
import { emojiJson } from '../model/emoji.ts';
import { memberJson } from '../model/serialize.ts';
import type { DiscordMessage } from '../model/types.ts';
import { emitMessageEvent } from './emit.ts';

const MOST_DIFFERENT = 20;

/** Throws when a new kind of reaction is one too many, or not allowed; whoever adds to one that is there may always. */
export function checkNewReaction(core: DiscordCore, message: DiscordMessage, userId: string, emoji: string): void {
  if (message.reactions.has(emoji)) return;
  if (message.reactions.size >= MOST_DIFFERENT) throw refuse('maximumReactions');
  const channel = core.world.channel(message.channelId);
  if (!may(core.world, userId, channel, 'AddReactions')) throw refuse('missingPermissions');
}

/** Adds somebody's reaction. Whoever has reacted so already changes nothing, and nobody hears of it. */
export function addReaction(core: DiscordCore, message: DiscordMessage, userId: string, emoji: string): void {
  const users = message.reactions.get(emoji) ?? new Set();
  if (users.has(userId)) return;
  message.reactions.set(emoji, users.add(userId));
  const { guildId } = core.world.channel(message.channelId);
  const member = core.world.guilds.get(guildId ?? '')?.members.get(userId);
  emit(core, 'MESSAGE_REACTION_ADD', message, {
    ...ofOne(userId, emoji),
    message_author_id: message.authorId,
    ...(member ? { member: memberJson(core.world, member) } : {}),
  });
}

export function removeReaction(core: DiscordCore, message: DiscordMessage, userId: string, emoji: string): void {
  const users = message.reactions.get(emoji);
  if (!users?.delete(userId)) return;
  if (users.size === 0) message.reactions.delete(emoji);
  emit(core, 'MESSAGE_REACTION_REMOVE', message, ofOne(userId, emoji));
}

/** Removes everybody's reactions: those with one emoji, or all of them where none is given. */
export function clearReactions(core: DiscordCore, message: DiscordMessage, emoji: string | null): void {
  if (emoji === null) {
    message.reactions.clear();
    emit(core, 'MESSAGE_REACTION_REMOVE_ALL', message, {});
  } else if (message.reactions.delete(emoji)) {
    emit(core, 'MESSAGE_REACTION_REMOVE_EMOJI', message, { emoji: emojiJson(emoji) });
  }
}

const ofOne = (userId: string, emoji: string): WireObject => ({
  user_id: userId,
  emoji: emojiJson(emoji),
  burst: false,
  type: 0,
});

function emit(core: DiscordCore, name: string, message: DiscordMessage, extra: WireObject): void {
  const event = { message_id: message.id, ...extra };
  emitMessageEvent(core, name, message, event, intent.guildMessageReactions, intent.directMessageReactions);
}
