import type { SlackCore } from './core.ts';
import { notice } from './posting.ts';
import type { SlackChannel } from './state.ts';

/** Adds and removes members of channels, with the events that Slack sends for it. */

export function addChannelMember(core: SlackCore, channel: SlackChannel, user: string, inviter: string | null): void {
  if (channel.members.has(user)) return;
  channel.members.add(user);
  core.workspace.touch();
  core.events.emit(
    'member_joined_channel',
    memberEvent(core, 'member_joined_channel', channel, user, inviter),
    channel,
  );
}

export function removeChannelMember(core: SlackCore, channel: SlackChannel, user: string): void {
  if (!channel.members.delete(user)) return;
  core.workspace.touch();
  if (user !== core.workspace.bot.id) {
    core.events.emit('member_left_channel', memberEvent(core, 'member_left_channel', channel, user, null), channel);
    return;
  }
  // A member who is removed is told once, and hears nothing more from there.
  const type = channel.kind === 'group' ? 'group_left' : 'channel_left';
  core.events.emit(type, { type, channel: channel.id, event_ts: core.workspace.stamps.nextTs() }, null);
}

export function archive(core: SlackCore, channel: SlackChannel, by: string): void {
  const type = channel.kind === 'group' ? 'group_archive' : 'channel_archive';
  core.events.emit(type, { type, channel: channel.id, user: by, event_ts: core.workspace.stamps.nextTs() }, channel);
  channel.archived = true;
  // Apps are removed, and don't come back by themselves.
  channel.members.delete(core.workspace.bot.id);
  core.workspace.touch();
}

/** Renames a channel, which Slack also says in it. */
export function renameChannel(core: SlackCore, channel: SlackChannel, name: string, by: string): void {
  const old = channel.name;
  channel.name = name;
  const type = channel.kind === 'group' ? 'group_rename' : 'channel_rename';
  const renamed = {
    ...{ id: channel.id, name, name_normalized: name, created: channel.created },
    ...{ is_channel: true, is_mpim: false },
  };
  core.events.emit(type, { type, channel: renamed, event_ts: core.workspace.stamps.nextTs() }, channel);
  notice(core, channel.id, by, 'channel_name', `<@${by}> has renamed the channel from "${old}" to "${name}"`);
}

/** Makes a public channel private. It keeps its id and its members, and only Slack's own line tells of it. */
export function makePrivate(core: SlackCore, channel: SlackChannel, by: string): void {
  channel.kind = 'group';
  const words = 'made this channel *private*. Now, it can only be viewed or joined by invitation.';
  notice(core, channel.id, by, 'channel_convert_to_private', words);
}

function memberEvent(core: SlackCore, type: string, channel: SlackChannel, user: string, inviter: string | null) {
  return {
    type,
    user,
    channel: channel.id,
    channel_type: channel.kind === 'group' ? 'G' : 'C',
    team: core.workspace.team.id,
    ...(inviter === null ? {} : { inviter }),
    event_ts: core.workspace.stamps.nextTs(),
  };
}
