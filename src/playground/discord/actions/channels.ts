import type { DiscordCore } from '../core.ts';
import type { Channel } from '../model/types.ts';
import { channelType } from '../model/types.ts';
import { emitChannel } from './emit.ts';

export function createChannel(core: DiscordCore, given: Parameters<DiscordCore['world']['createChannel']>[0]): Channel {
  const channel = core.world.createChannel(given);
  emitChannel(core, 'CHANNEL_CREATE', channel);
  return channel;
}

export type ChannelChange = Partial<Pick<Channel, 'type' | 'name' | 'topic' | 'parentId' | 'position' | 'slowmode'>>;

export function editChannel(core: DiscordCore, channel: Channel, change: ChannelChange): void {
  Object.assign(channel, change);
  emitChannel(core, channel.thread ? 'THREAD_UPDATE' : 'CHANNEL_UPDATE', channel);
}

/** Removes a channel with its threads and everything in them. */
export function removeChannel(core: DiscordCore, channel: Channel): void {
  const { world } = core;
  for (const thread of world.threadsOf(channel.id)) forget(core, thread);
  orphan(core, channel);
  emitChannel(core, channel.thread ? 'THREAD_DELETE' : 'CHANNEL_DELETE', channel);
  forget(core, channel);
  core.changed();
}

/** Moves the channels of a removed category out of it. */
function orphan(core: DiscordCore, category: Channel): void {
  if (category.type !== channelType.category || category.guildId === null) return;
  for (const child of core.world.channelsOfGuild(category.guildId))
    if (child.parentId === category.id) editChannel(core, child, { parentId: null });
}

function forget(core: DiscordCore, channel: Channel): void {
  for (const id of channel.messages) core.world.messages.delete(id);
  for (const webhook of [...core.world.webhooks.values()])
    if (webhook.channelId === channel.id) core.world.webhooks.delete(webhook.id);
  core.world.channels.delete(channel.id);
}
