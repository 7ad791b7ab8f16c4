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

/** All permissions of a person in a channel, a thread or a direct conversation; 0 when they cannot see it. */
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

/** The permission to write, which in a thread is another one than in its channel. */
export const sendPermission = (channel: Channel): PermissionName =>
  channel.thread ? 'SendMessagesInThreads' : 'SendMessages';

/** The channel, if the bot may see it and has all of these permissions; refused as Discord refuses it otherwise. */
export function botChannel(world: World, channelId: string, ...permissions: readonly PermissionName[]): Channel {
  const channel = world.channel(channelId);
  if (!canSee(world, world.bot.id, channel)) throw refuse('missingAccess');
  if (permissions.some((permission) => !may(world, world.bot.id, channel, permission)))
    throw refuse('missingPermissions');
  return channel;
}

/** A message the bot may read again: without the right to read the history not even its own. */
export function readableMessage(world: World, channelId: string, messageId: string): DiscordMessage {
  const channel = botChannel(world, channelId);
  if (!may(world, world.bot.id, channel, 'ReadMessageHistory')) throw refuse('missingAccess');
  return sharedMessage(world, channel, messageId);
}

/** A message that stands in a channel for all to see. */
export function sharedMessage(world: World, channel: Channel, messageId: string): DiscordMessage {
  const message = world.message(channel.id, messageId);
  if (message.onlyFor !== null) throw refuse('unknownMessage');
  return message;
}
