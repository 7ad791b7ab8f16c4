import { editChannel, removeChannel } from '../actions/channels.ts';
import { emitChannel, emitGuild } from '../actions/emit.ts';
import { removeMessages } from '../actions/messages.ts';
import { addWebhook, removeWebhook } from '../actions/webhooks.ts';
import type { DiscordCore } from '../core.ts';
import { intent } from '../gateway/intents.ts';
import { type PermissionName, permissionBits } from '../model/permissions.ts';
import { guildEmojiJson, memberJson, roleJson } from '../model/serialize.ts';
import {
  type Channel,
  channelType,
  type Guild,
  type GuildEmoji,
  type ThreadInfo,
  type Webhook,
} from '../model/types.ts';
import { needPermission, visibleMessage } from './refusals.ts';

/** This file holds what a server's moderators do that concerns the bot. */
export function deny(core: DiscordCore, channelId: string, permission: PermissionName, id = core.world.bot.id): void {
  const channel = core.world.channel(channelId);
  const before = channel.overwrites.get(id);
  const bit = permissionBits[permission];
  channel.overwrites.set(id, { id, type: 1, allow: (before?.allow ?? 0n) & ~bit, deny: (before?.deny ?? 0n) | bit });
  emitChannel(core, 'CHANNEL_UPDATE', channel);
}

export function allow(core: DiscordCore, channelId: string, permission: PermissionName, id = core.world.bot.id): void {
  const channel = core.world.channel(channelId);
  const before = channel.overwrites.get(id);
  const bit = permissionBits[permission];
  channel.overwrites.set(id, { id, type: 1, allow: (before?.allow ?? 0n) | bit, deny: (before?.deny ?? 0n) & ~bit });
  emitChannel(core, 'CHANNEL_UPDATE', channel);
}

/** Opens an invite link anew: the bot's own role gets the permissions that it asks for. */
export function inviteBot(core: DiscordCore, guild: Guild, link: string): void {
  const role = [...guild.roles.values()].find((one) => one.botId === core.world.bot.id);
  if (!role) throw new Error('The bot has no role of its own in this guild');
  role.permissions = BigInt(new URL(link).searchParams.get('permissions') ?? 0);
  emitGuild(core, 'GUILD_ROLE_UPDATE', guild.id, intent.guilds, { guild_id: guild.id, role: roleJson(role) });
}

/** Turns a text channel into an announcement channel, or back. */
export function convertChannel(core: DiscordCore, channelId: string, to: 'text' | 'announcement'): void {
  editChannel(core, core.world.channel(channelId), { type: channelType[to] });
}

export function renameChannel(core: DiscordCore, channelId: string, name: string): void {
  editChannel(core, core.world.channel(channelId), { name });
}

/** Lets people write in a channel only every so many seconds; 0 lifts that. */
export function slowDown(core: DiscordCore, channelId: string, seconds: number): void {
  editChannel(core, core.world.channel(channelId), { slowmode: seconds });
}

/** Keeps the bot from writing anywhere in a guild until then; null lifts that. */
export function timeOut(core: DiscordCore, guild: Guild, until: Date | null): void {
  const { world } = core;
  const member = guild.members.get(world.bot.id);
  if (!member) throw new Error('The bot is not in this guild');
  member.mutedUntil = until?.getTime() ?? null;
  // A bot is always told about itself, whatever it asked to hear of others.
  emitGuild(core, 'GUILD_MEMBER_UPDATE', guild.id, intent.guilds, { guild_id: guild.id, ...memberJson(world, member) });
}

export function archiveThread(core: DiscordCore, threadId: string, archived: boolean): void {
  const { channel, thread } = threadOf(core, threadId);
  thread.archived = archived;
  thread.archiveChangedAt = core.clock.now();
  editChannel(core, channel, {});
}

export function lockThread(core: DiscordCore, threadId: string, locked: boolean): void {
  const { channel, thread } = threadOf(core, threadId);
  thread.locked = locked;
  editChannel(core, channel, {});
}

/** Deletes messages of one channel at once, as who may manage messages there does. */
export function removeAll(core: DiscordCore, userId: string, messageIds: readonly string[]): void {
  const found = messageIds.map((id) => visibleMessage(core, userId, id));
  for (const { channel } of found) needPermission(core, userId, channel, 'ManageMessages');
  removeMessages(
    core,
    found.map(({ message }) => message),
  );
}

/** Adds an emoji of the guild's own, as who may manage it does. */
export function addEmoji(core: DiscordCore, guild: Guild, name: string): GuildEmoji {
  const emoji = { id: core.world.ids.next(), name };
  guild.emojis.set(emoji.id, emoji);
  const event = { guild_id: guild.id, emojis: [...guild.emojis.values()].map(guildEmojiJson) };
  emitGuild(core, 'GUILD_EMOJIS_UPDATE', guild.id, intent.guildExpressions, event);
  return emoji;
}

/** Makes a webhook by hand, in the channel's settings: it belongs to that person and not to the bot. */
export function addOwnWebhook(core: DiscordCore, userId: string, channelId: string, name: string): Webhook {
  const { guildId } = core.world.channel(channelId);
  return addWebhook(core, { channelId, guildId: guildId ?? '', name, avatar: null, creatorId: userId });
}

/** Deletes a webhook in the channel's settings, whoever made it. */
export function deleteWebhook(core: DiscordCore, id: string): void {
  const webhook = core.world.webhooks.get(id);
  if (!webhook) throw new Error(`No webhook ${id}`);
  removeWebhook(core, webhook);
}

export const deleteChannel = (core: DiscordCore, channelId: string): void =>
  removeChannel(core, core.world.channel(channelId));

function threadOf(core: DiscordCore, id: string): { channel: Channel; thread: ThreadInfo } {
  const channel = core.world.channel(id);
  if (!channel.thread) throw new Error(`${id} is not a thread`);
  return { channel, thread: channel.thread };
}
