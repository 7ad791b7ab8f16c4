import { refuse } from '../errors.ts';
import { channelPermissions, type PermissionName, permissionBits } from './permissions.ts';
import type { Channel, DiscordMessage } from './types.ts';
import { channelType } from './types.ts';
import type { World } from './world.ts';

const directPermissions =
  permissionBits.ViewChannel |
  permissionBits.SendMessages |
  permissionBits.EmbedLinks |
  permissionBits.AttachFiles |
  permissionBits.ReadMessageHistory |
  permissionBits.AddReactions |
  permissionBits.UseApplicationCommands |
  permissionBits.PinMessages;

/** Returns all permissions of a person in a channel, a thread or a direct conversation; 0 when they can't see it. */
export function permissionsIn(world: World, userId: string, channel: Channel): bigint {
  if (channel.type === channelType.dm) {
    return channel.recipients.includes(userId) || userId === world.bot.id ? directPermissions : 0n;
  }
  const guild = channel.guildId === null ? undefined : world.guilds.get(channel.guildId);
  const member = guild?.members.get(userId);
  if (!guild || !member) return 0n;
  if (!channel.thread) return channelPermissions(guild, member, channel, world.clock.now());
  const parent = world.channels.get(channel.parentId ?? '');
  const granted = parent ? channelPermissions(guild, member, parent, world.clock.now(), 'SendMessagesInThreads') : 0n;
  const hidden = channel.type === channelType.privateThread && !channel.thread.members.has(userId);
  return hidden && !(granted & permissionBits.ManageThreads) ? 0n : granted;
}

export const canSee = (world: World, userId: string, channel: Channel): boolean =>
  (permissionsIn(world, userId, channel) & permissionBits.ViewChannel) !== 0n;

export const may = (world: World, userId: string, channel: Channel, permission: PermissionName): boolean =>
  (permissionsIn(world, userId, channel) & permissionBits[permission]) !== 0n;

/** Returns the permission to write, which is a different one in threads. */
export const sendPermission = (channel: Channel): PermissionName =>
  channel.thread ? 'SendMessagesInThreads' : 'SendMessages';

/**
 * Returns the channel if the bot can see it and has all of these permissions; otherwise throws as Discord refuses it.
 */
export function botChannel(world: World, channelId: string, ...permissions: readonly PermissionName[]): Channel {
  const channel = world.channel(channelId);
  if (!canSee(world, world.bot.id, channel)) throw refuse('missingAccess');
  if (permissions.some((permission) => !may(world, world.bot.id, channel, permission)))
    throw refuse('missingPermissions');
  return channel;
}

/** Returns a message that the bot may read again: without the right to read the history not even its own. */
export function readableMessage(world: World, channelId: string, messageId: string): DiscordMessage {
  const channel = botChannel(world, channelId);
  if (!may(world, world.bot.id, channel, 'ReadMessageHistory')) throw refuse('missingAccess');
  return sharedMessage(world, channel, messageId);
}

/** Returns a message of a channel that everybody there sees. */
export function sharedMessage(world: World, channel: Channel, messageId: string): DiscordMessage {
  const message = world.message(channel.id, messageId);
  if (message.onlyFor !== null) throw refuse('unknownMessage');
  return message;
}
