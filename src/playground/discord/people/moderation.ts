import { editChannel, removeChannel } from '../actions/channels.ts';
import { emitChannel } from '../actions/emit.ts';
import type { Core } from '../core.ts';
import { type PermissionName, permissionBits } from '../model/permissions.ts';
import type { Channel, ThreadInfo } from '../model/types.ts';

/** What a moderator of the server does with the bot looking on. */
export function deny(core: Core, channelId: string, permission: PermissionName): void {
  const channel = core.world.channel(channelId);
  const { id } = core.world.bot;
  const before = channel.overwrites.get(id);
  const bit = permissionBits[permission];
  channel.overwrites.set(id, { id, type: 1, allow: (before?.allow ?? 0n) & ~bit, deny: (before?.deny ?? 0n) | bit });
  emitChannel(core, 'CHANNEL_UPDATE', channel);
}

export function allow(core: Core, channelId: string, permission: PermissionName): void {
  const channel = core.world.channel(channelId);
  const { id } = core.world.bot;
  const before = channel.overwrites.get(id);
  const bit = permissionBits[permission];
  channel.overwrites.set(id, { id, type: 1, allow: (before?.allow ?? 0n) | bit, deny: (before?.deny ?? 0n) & ~bit });
  emitChannel(core, 'CHANNEL_UPDATE', channel);
}

export function archiveThread(core: Core, threadId: string, archived: boolean): void {
  const { channel, thread } = threadOf(core, threadId);
  thread.archived = archived;
  thread.archiveChangedAt = core.clock.now();
  editChannel(core, channel, {});
}

export function lockThread(core: Core, threadId: string, locked: boolean): void {
  const { channel, thread } = threadOf(core, threadId);
  thread.locked = locked;
  editChannel(core, channel, {});
}

export const deleteChannel = (core: Core, channelId: string): void =>
  removeChannel(core, core.world.channel(channelId));

function threadOf(core: Core, id: string): { channel: Channel; thread: ThreadInfo } {
  const channel = core.world.channel(id);
  if (!channel.thread) throw new Error(`${id} is not a thread`);
  return { channel, thread: channel.thread };
}
