import type { DiscordCore } from '../core.ts';
import { refuse } from '../errors.ts';
import { intent } from '../gateway/intents.ts';
import { canSee, may } from '../model/access.ts';
import { memberJson, threadMemberJson } from '../model/serialize.ts';
import type { Channel, ThreadInfo } from '../model/types.ts';
import { emitChannel, emitGuild } from './emit.ts';

/** Keeps a thread active when a message comes, and reopens an archived one unless it is locked. */
export function reviveThread(core: DiscordCore, channel: Channel): void {
  const { thread } = channel;
  if (!thread) return;
  thread.activeAt = core.clock.now();
  if (!thread.archived || thread.locked) return;
  thread.archived = false;
  thread.archiveChangedAt = core.clock.now();
  emitChannel(core, 'THREAD_UPDATE', channel);
  archiveWhenQuiet(core, channel);
}

/** Archives a thread once nobody has been active in it for its configured time. */
export function archiveWhenQuiet(core: DiscordCore, channel: Channel): void {
  const { thread } = channel;
  if (!thread) return;
  // A timer of days must not keep a closed Discord in memory.
  const weak = new WeakRef(core);
  const due = thread.activeAt + thread.autoArchive * 60_000;
  core.clock.after(Math.max(0, due - core.clock.now()), () => {
    const alive = weak.deref();
    if (!alive || thread.archived || alive.world.channels.get(channel.id) !== channel) return;
    if (thread.activeAt + thread.autoArchive * 60_000 > alive.clock.now()) archiveWhenQuiet(alive, channel);
    else archiveThread(alive, channel, thread);
  });
}

function archiveThread(core: DiscordCore, channel: Channel, thread: ThreadInfo): void {
  thread.archived = true;
  thread.archiveChangedAt = core.clock.now();
  emitChannel(core, 'THREAD_UPDATE', channel);
}

/** Throws when the user can't write into a thread: a message reopens an archived one, but not a locked one. */
export function checkThreadWritable(core: DiscordCore, userId: string, channel: Channel): void {
  const { thread } = channel;
  if (!thread?.locked) return;
  if (thread.archived) throw refuse('threadArchived');
  if (!may(core.world, userId, channel, 'ManageThreads')) throw refuse('threadLocked');
}

/** Throws when the bot can't change something in a thread: nothing changes in an archived one. */
export function checkThreadEditable(core: DiscordCore, channel: Channel): void {
  if (channel.thread?.archived) throw refuse('threadArchived');
  checkThreadWritable(core, core.world.bot.id, channel);
}

/** Adds the people who can see the thread's channel; others are skipped, as with a mention. */
export function joinThread(core: DiscordCore, channel: Channel, userIds: readonly string[]): readonly string[] {
  const { thread } = channel;
  const parent = core.world.channels.get(channel.parentId ?? '');
  if (!thread || !parent || channel.guildId === null) return [];
  const added = userIds.filter((id) => !thread.members.has(id) && canSee(core.world, id, parent));
  if (added.length === 0) return [];
  if (thread.members.size + added.length > 1000) throw refuse('maximumThreadMembers');
  for (const id of added) thread.members.set(id, core.clock.now());
  emitMembers(core, channel, added, []);
  return added;
}

export function leaveThread(core: DiscordCore, channel: Channel, userId: string): void {
  if (!channel.thread?.members.delete(userId)) throw refuse('unknownMember');
  emitMembers(core, channel, [], [userId]);
}

function emitMembers(core: DiscordCore, channel: Channel, added: readonly string[], removed: readonly string[]): void {
  const { world } = core;
  const { guildId, thread } = channel;
  const guild = guildId === null ? undefined : world.guilds.get(guildId);
  if (!guild || !thread) return;
  if (added.includes(world.bot.id)) emitChannel(core, 'THREAD_CREATE', channel);
  const members = added.map((id) => {
    const member = guild.members.get(id);
    return {
      ...threadMemberJson(channel, id, thread.members.get(id) ?? core.clock.now()),
      ...(member ? { member: memberJson(world, member) } : {}),
      presence: null,
    };
  });
  const data = {
    id: channel.id,
    guild_id: guild.id,
    member_count: thread.members.size,
    added_members: members,
    removed_member_ids: removed,
  };
  // Without the privileged intent a bot hears only about itself.
  const ofTheBot = added.includes(world.bot.id) || removed.includes(world.bot.id);
  emitGuild(core, 'THREAD_MEMBERS_UPDATE', guild.id, ofTheBot ? intent.guilds : intent.guildMembers, data);
}
