import type { DiscordCore } from '../core.ts';
import type { Channel, DiscordMessage, ThreadInfo } from '../model/types.ts';
import { channelType, messageFlag } from '../model/types.ts';
import { emitChannel, emitMessage } from './emit.ts';
import { postSystemMessage } from './messages.ts';
import { archiveWhenQuiet } from './thread-members.ts';

export interface NewThread {
  readonly parent: Channel;
  readonly ownerId: string;
  readonly name: string;
  readonly type: number;
  readonly invitable: boolean;
  readonly autoArchive: number;
  readonly slowmode: number;
  readonly starter: DiscordMessage | null;
}

/** Returns the kind of public thread that a channel has. */
export const publicKind = (parent: Channel): number =>
  parent.type === channelType.announcement ? channelType.announcementThread : channelType.publicThread;

export function createThread(core: DiscordCore, given: NewThread): Channel {
  const { world } = core;
  const now = core.clock.now();
  const thread: ThreadInfo = {
    ownerId: given.ownerId,
    activeAt: now,
    archived: false,
    locked: false,
    invitable: given.invitable,
    autoArchive: given.autoArchive,
    archiveChangedAt: now,
    createdAt: now,
    members: new Map([[given.ownerId, now]]),
    totalSent: 0,
  };
  const { parent, starter } = given;
  const channel = world.createChannel({
    // A thread on a message has the message's id.
    ...(starter ? { id: starter.id } : {}),
    type: given.type,
    name: given.name,
    guildId: parent.guildId,
    parentId: parent.id,
    slowmode: given.slowmode,
    thread,
  });
  emitChannel(core, 'THREAD_CREATE', channel, { newly_created: true });
  archiveWhenQuiet(core, channel);
  if (starter) {
    starter.threadId = channel.id;
    starter.flags |= messageFlag.hasThread;
    emitMessage(core, 'MESSAGE_UPDATE', starter);
    postSystemMessage(core, channel, starter.webhook ? world.bot.id : starter.authorId, 21, '', starter);
  } else if (given.type !== channelType.privateThread) {
    postSystemMessage(core, parent, given.ownerId, 18, given.name, channel);
  }
  return channel;
}
