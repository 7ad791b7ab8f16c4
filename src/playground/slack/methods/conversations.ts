import type { SlackCore } from '../core.ts';
import type { JsonObject } from '../json.ts';
import { textOf } from '../json.ts';
import { addChannelMember, removeChannelMember } from '../membership.ts';
import { ProtocolError } from '../protocol-error.ts';
import type { SlackChannel } from '../state.ts';
import {
  channelById,
  flag,
  idList,
  isMember,
  type Methods,
  needChannelScope,
  needScope,
  page,
  required,
  userById,
} from './method.ts';

export const conversationMethods: Methods = {
  'conversations.open': {
    scope: 'im:write',
    tier: 3,
    run(core, args) {
      const users = idList(args.users);
      if (users.length === 0 && args.channel !== undefined) {
        const channel = channelById(core, args.channel);
        if (channel.kind !== 'im') throw new ProtocolError('method_not_supported_for_channel_type');
        return { ok: true, no_op: true, already_open: true, channel: { id: channel.id } };
      }
      const [id, ...others] = users;
      if (id === undefined) throw new ProtocolError('users_list_not_supplied');
      if (users.length > 8) throw new ProtocolError('too_many_users');
      // This is a limit of the local Slack: it has no groups of several people.
      if (others.length > 0) throw new ProtocolError('method_not_supported_for_channel_type');
      const user = userById(core, id);
      if (user.bot) throw new ProtocolError('cannot_dm_bot');
      if (user.deactivated) throw new ProtocolError('user_disabled');
      if (user.refusesDirect) throw new ProtocolError(user.refusesDirect);
      const known = core.workspace.directChannel(user.id) !== undefined;
      const channel = core.workspace.openDirect(user.id);
      return {
        ok: true,
        ...(known ? { no_op: true, already_open: true } : {}),
        channel: flag(args.return_im) ? channelJson(core, channel) : { id: channel.id },
      };
    },
  },
  'conversations.info': {
    reads: true,
    tier: 3,
    run(core, args) {
      required(args, 'channel');
      const channel = channelById(core, args.channel);
      needChannelScope(core, channel, 'read');
      const count = flag(args.include_num_members) ? { num_members: channel.members.size } : {};
      return { ok: true, channel: { ...channelJson(core, channel), ...count } };
    },
  },
  'conversations.list': {
    reads: true,
    tier: 2,
    run(core, args) {
      const types = idList(args.types);
      const wanted = types.length > 0 ? types : ['public_channel'];
      const known: Readonly<Record<string, SlackChannel['kind'] | null>> = {
        public_channel: 'channel',
        private_channel: 'group',
        im: 'im',
        mpim: null,
      };
      if (wanted.some((type) => !Object.hasOwn(known, type))) throw new ProtocolError('invalid_types');
      const families = { public_channel: 'channels', private_channel: 'groups', im: 'im', mpim: 'mpim' };
      for (const [type, family] of Object.entries(families))
        if (wanted.includes(type)) needScope(core, `${family}:read`);
      const kinds = wanted.map((type) => known[type]);
      const visible = [...core.workspace.channels.values()].filter(
        (channel) =>
          kinds.includes(channel.kind) &&
          (channel.kind === 'channel' || isMember(core, channel)) &&
          !(flag(args.exclude_archived) && channel.archived),
      );
      const { items, next } = page(visible, args, { usual: 100, most: 999, strict: true });
      return {
        ok: true,
        channels: items.map((channel) => ({ ...channelJson(core, channel), num_members: channel.members.size })),
        response_metadata: { next_cursor: next },
      };
    },
  },
  'conversations.members': {
    reads: true,
    tier: 4,
    run(core, args) {
      required(args, 'channel');
      const channel = channelById(core, args.channel);
      needChannelScope(core, channel, 'read');
      const { items, next } = page([...channel.members], args, { usual: 100, most: 1000 });
      return { ok: true, members: items, response_metadata: { next_cursor: next } };
    },
  },
  'conversations.join': {
    scope: 'channels:join',
    tier: 3,
    run(core, args) {
      required(args, 'channel');
      const channel = channelById(core, args.channel);
      if (channel.kind !== 'channel') throw new ProtocolError('method_not_supported_for_channel_type');
      if (channel.archived) throw new ProtocolError('is_archived');
      const already = isMember(core, channel);
      if (!already) addChannelMember(core, channel, core.workspace.bot.id, null);
      return {
        ok: true,
        channel: channelJson(core, channel),
        ...(already ? { warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } } : {}),
      };
    },
  },
  'conversations.leave': {
    tier: 3,
    run(core, args) {
      required(args, 'channel');
      const channel = channelById(core, args.channel);
      if (channel.kind === 'im') throw new ProtocolError('method_not_supported_for_channel_type');
      needScope(core, channel.kind === 'channel' ? 'channels:manage' : 'groups:write');
      if (!isMember(core, channel)) return { ok: true, not_in_channel: true };
      removeChannelMember(core, channel, core.workspace.bot.id);
      return { ok: true };
    },
  },
  'conversations.create': {
    tier: 2,
    run(core, args) {
      const isPrivate = flag(args.is_private);
      needScope(core, isPrivate ? 'groups:write' : 'channels:manage');
      const name = textOf(args.name);
      checkName(core, name);
      const channel = core.workspace.addChannel(name, isPrivate ? 'group' : 'channel', [core.workspace.bot.id]);
      core.workspace.touch();
      return { ok: true, channel: channelJson(core, channel) };
    },
  },
  'conversations.invite': {
    tier: 3,
    run(core, args) {
      required(args, 'channel');
      const channel = channelById(core, args.channel);
      if (channel.kind === 'im') throw new ProtocolError('method_not_supported_for_channel_type');
      needScope(core, channel.kind === 'channel' ? 'channels:manage' : 'groups:write');
      if (channel.archived) throw new ProtocolError('is_archived');
      if (!isMember(core, channel)) throw new ProtocolError('not_in_channel');
      const users = idList(args.users).map((id) => userById(core, id));
      if (users.length === 0) throw new ProtocolError('no_user');
      for (const user of users) {
        if (user.deactivated) throw new ProtocolError('cant_invite');
        if (user.id === core.workspace.bot.id) throw new ProtocolError('cant_invite_self');
        if (channel.members.has(user.id)) throw new ProtocolError('already_in_channel');
      }
      for (const user of users) addChannelMember(core, channel, user.id, core.workspace.bot.id);
      return { ok: true, channel: channelJson(core, channel) };
    },
  },
  'conversations.setTopic': {
    tier: 2,
    run(core, args) {
      required(args, 'channel', 'topic');
      const channel = channelById(core, args.channel);
      if (channel.kind === 'im') throw new ProtocolError('method_not_supported_for_channel_type');
      needScope(core, channel.kind === 'channel' ? 'channels:manage' : 'groups:write');
      if (channel.archived) throw new ProtocolError('is_archived');
      if (!isMember(core, channel)) throw new ProtocolError('not_in_channel');
      const topic = textOf(args.topic);
      if (topic.length > 250) throw new ProtocolError('too_long');
      channel.topic = topic;
      core.workspace.touch();
      return { ok: true, channel: channelJson(core, channel) };
    },
  },
};

function checkName(core: SlackCore, name: string): void {
  if (name === '') throw new ProtocolError('invalid_name_required');
  if (name.length > 80) throw new ProtocolError('invalid_name_maxlength');
  if (/[A-Z\s.]/.test(name)) throw new ProtocolError('invalid_name_specials');
  if (/^[\p{P}]+$/u.test(name)) throw new ProtocolError('invalid_name_punctuation');
  if (!/^[\p{Ll}\p{Lo}\p{N}_-]+$/u.test(name)) throw new ProtocolError('invalid_name');
  const taken = [...core.workspace.channels.values()].some((one) => one.kind !== 'im' && one.name === name);
  if (taken) throw new ProtocolError('name_taken');
}

function channelJson(core: SlackCore, channel: SlackChannel): JsonObject {
  const { workspace } = core;
  const common = {
    id: channel.id,
    created: channel.created,
    is_archived: channel.archived,
    is_org_shared: false,
    context_team_id: workspace.team.id,
    updated: channel.created * 1000,
  };
  if (channel.kind === 'im') {
    const user = [...channel.members].find((member) => member !== workspace.bot.id) ?? '';
    return {
      ...common,
      is_im: true,
      user,
      is_user_deleted: workspace.users.get(user)?.deactivated ?? false,
      priority: 0,
    };
  }
  const isPrivate = channel.kind === 'group';
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: isPrivate,
    is_general: false,
    is_shared: false,
    is_ext_shared: false,
    is_pending_ext_shared: false,
    is_member: isMember(core, channel),
    is_read_only: channel.restricted,
    creator: workspace.bot.id,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    previous_names: [],
  };
}
