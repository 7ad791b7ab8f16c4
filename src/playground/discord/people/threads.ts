import { editChannel, removeChannel } from '../actions/channels.ts';
import { postSystemMessage } from '../actions/messages.ts';
import { createThread, publicKind } from '../actions/threads.ts';
import type { DiscordCore } from '../core.ts';
import { refuse } from '../errors.ts';
import type { Channel } from '../model/types.ts';
import { placeFor } from './places.ts';
import { archivedThread, inPersonsWords, needPermission, visibleMessage } from './refusals.ts';

/** The start of a thread: a message, or a channel without one. */
export type ThreadStart = { readonly message: string } | { readonly channel: string };

const THREE_DAYS = 4320;

/** Starts a public thread as a person does. Returns its id. */
export function startThread(core: DiscordCore, userId: string, name: string, at: ThreadStart): string {
  const starter = 'message' in at ? visibleMessage(core, userId, at.message).message : null;
  const parent = placeFor(core, userId, {
    channel: starter?.channelId ?? ('channel' in at ? at.channel : ''),
    thread: null,
  });
  needPermission(core, userId, parent, 'CreatePublicThreads');
  inPersonsWords(() => {
    if (parent.thread || parent.guildId === null) throw refuse('wrongChannelType');
    if (starter && starter.threadId !== null) throw refuse('threadExists');
  });
  const thread = createThread(core, {
    ...{ parent, ownerId: userId, name, type: publicKind(parent), starter },
    ...{ invitable: true, autoArchive: THREE_DAYS, slowmode: 0 },
  });
  return thread.id;
}

/** Renames a thread, as the one who started it or a moderator does. Discord writes a line about it. */
export function renameThread(core: DiscordCore, userId: string, threadId: string, name: string): void {
  const channel = threadFor(core, userId, threadId);
  if (channel.thread?.ownerId !== userId) needPermission(core, userId, channel, 'ManageThreads');
  if (channel.thread?.archived) throw archivedThread(core, userId);
  editChannel(core, channel, { name });
  postSystemMessage(core, channel, userId, 4, name);
}

/** Deletes a thread with all that was said in it, as a moderator does. */
export function deleteThread(core: DiscordCore, userId: string, threadId: string): void {
  const channel = threadFor(core, userId, threadId);
  needPermission(core, userId, channel, 'ManageThreads');
  removeChannel(core, channel);
}

function threadFor(core: DiscordCore, userId: string, threadId: string): Channel {
  const channel = placeFor(core, userId, { channel: threadId, thread: null });
  if (!channel.thread) throw new Error(`${threadId} is not a thread`);
  return channel;
}
