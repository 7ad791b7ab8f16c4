import type { WireObject } from '../json.ts';
import { canSee } from './access.ts';
import type { Channel, DiscordRole, Guild, GuildEmoji, Member, ScheduledEvent, User } from './types.ts';
import { channelType } from './types.ts';
import type { World } from './world.ts';

/** This file formats objects of the API as Discord shows them; messages have a file of their own. */
export const isoTime = (at: number): string => new Date(at).toISOString().replace('Z', '000+00:00');

export function userJson(user: User): WireObject {
  return {
    id: user.id,
    username: user.username,
    global_name: user.bot ? null : user.name,
    discriminator: user.bot ? '4821' : '0',
    avatar: null,
    avatar_decoration_data: null,
    banner: null,
    accent_color: null,
    public_flags: 0,
    flags: 0,
    primary_guild: null,
    ...(user.bot ? { bot: true } : {}),
  };
}

export function memberJson(world: World, member: Member, withUser = true): WireObject {
  const user = world.users.get(member.userId);
  return {
    ...(withUser && user ? { user: userJson(user) } : {}),
    nick: member.nick,
    avatar: null,
    banner: null,
    roles: [...member.roles],
    joined_at: isoTime(member.joinedAt),
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    communication_disabled_until: member.mutedUntil === null ? null : isoTime(member.mutedUntil),
  };
}

export function roleJson(role: DiscordRole): WireObject {
  return {
    id: role.id,
    name: role.name,
    description: null,
    permissions: role.permissions.toString(),
    position: role.position,
    color: role.color,
    colors: { primary_color: role.color, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: role.botId !== null,
    mentionable: role.mentionable,
    icon: null,
    unicode_emoji: null,
    flags: 0,
    ...(role.botId === null ? {} : { tags: { bot_id: role.botId } }),
  };
}

export function channelJson(world: World, channel: Channel): WireObject {
  if (channel.type === channelType.dm) {
    return {
      id: channel.id,
      type: channel.type,
      last_message_id: channel.lastMessageId,
      flags: 0,
      recipients: channel.recipients.map((id) => userJson(world.user(id))),
    };
  }
  const common = {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    parent_id: channel.parentId,
    name: channel.name,
    last_message_id: channel.lastMessageId,
    rate_limit_per_user: channel.slowmode,
    flags: 0,
  };
  if (!channel.thread) {
    return {
      ...common,
      topic: channel.topic,
      position: channel.position,
      nsfw: false,
      permission_overwrites: [...channel.overwrites.values()].map((overwrite) => ({
        id: overwrite.id,
        type: overwrite.type,
        allow: overwrite.allow.toString(),
        deny: overwrite.deny.toString(),
      })),
    };
  }
  const { thread } = channel;
  const own = thread.members.get(world.bot.id);
  return {
    ...common,
    owner_id: thread.ownerId,
    thread_metadata: {
      archived: thread.archived,
      archive_timestamp: isoTime(thread.archiveChangedAt),
      auto_archive_duration: thread.autoArchive,
      locked: thread.locked,
      create_timestamp: isoTime(thread.createdAt),
      ...(channel.type === channelType.privateThread ? { invitable: thread.invitable } : {}),
    },
    message_count: channel.messages.filter((id) => world.messages.get(id)?.onlyFor === null).length,
    total_message_sent: thread.totalSent,
    // Discord stops counting at about 50.
    member_count: Math.min(thread.members.size, 50),
    ...(own === undefined ? {} : { member: threadMemberJson(channel, world.bot.id, own) }),
  };
}

/** Flag of a channel that the bot may not see. */
const OBFUSCATED = 1 << 17;

/**
 * Formats a channel as the gateway sends it. One that the bot may not see shows its position but hides its name and
 * topic.
 */
export function channelAsSeen(world: World, channel: Channel): WireObject {
  const json = channelJson(world, channel);
  const seen = [channel, ...childrenOf(world, channel)].some((one) => canSee(world, world.bot.id, one));
  return seen ? json : { ...json, name: '___hidden___', topic: null, last_message_id: null, flags: OBFUSCATED };
}

/** Returns a category's channels: it is visible when any of them is. */
const childrenOf = (world: World, channel: Channel): readonly Channel[] =>
  channel.type === channelType.category && channel.guildId !== null
    ? world.channelsOfGuild(channel.guildId).filter((child) => child.parentId === channel.id)
    : [];

export function threadMemberJson(channel: Channel, userId: string, joinedAt: number): WireObject {
  return { id: channel.id, user_id: userId, join_timestamp: isoTime(joinedAt), flags: 1 };
}

/** Formats an emoji of a guild's own. */
export function guildEmojiJson({ id, name }: GuildEmoji): WireObject {
  return { id, name, roles: [], require_colons: true, managed: false, animated: false, available: true };
}

export function guildJson(guild: Guild): WireObject {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    icon: null,
    icon_hash: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    home_header: null,
    afk_channel_id: null,
    afk_timeout: 300,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 1,
    default_message_notifications: 1,
    explicit_content_filter: 2,
    roles: [...guild.roles.values()].map(roleJson),
    emojis: [...guild.emojis.values()].map(guildEmojiJson),
    stickers: [],
    features: ['COMMUNITY'],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    region: 'deprecated',
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: 'fr',
    nsfw_level: 0,
    nsfw: false,
    premium_progress_bar_enabled: false,
    incidents_data: null,
  };
}

/** Formats a guild as the gateway sends it, with everything in it. */
export function guildCreateJson(world: World, guild: Guild, withMembers: boolean): WireObject {
  const members = [...guild.members.values()].filter((member) => withMembers || member.userId === world.bot.id);
  const channels = world.channelsOfGuild(guild.id);
  const threads = channels.flatMap((channel) => world.threadsOf(channel.id));
  const bot = guild.members.get(world.bot.id);
  const seen = threads.filter((thread) => thread.thread?.archived === false && canSee(world, world.bot.id, thread));
  return {
    ...guildJson(guild),
    joined_at: isoTime(bot?.joinedAt ?? world.clock.now()),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: members.map((member) => memberJson(world, member)),
    channels: channels.map((channel) => channelAsSeen(world, channel)),
    threads: seen.map((thread) => channelJson(world, thread)),
    presences: [],
    voice_states: [],
    stage_instances: [],
    soundboard_sounds: [],
    guild_scheduled_events: [...guild.events.values()].map((event) => eventJson(world, event)),
  };
}

export function eventJson(world: World, event: ScheduledEvent): WireObject {
  return {
    id: event.id,
    guild_id: event.guildId,
    channel_id: event.channelId,
    creator_id: event.creatorId,
    creator: userJson(world.user(event.creatorId)),
    name: event.name,
    description: event.description,
    image: event.image,
    scheduled_start_time: event.start,
    scheduled_end_time: event.end,
    privacy_level: 2,
    status: event.status,
    entity_type: event.entityType,
    entity_id: null,
    entity_metadata: event.location === null ? null : { location: event.location },
    recurrence_rule: null,
    guild_scheduled_event_exceptions: [],
    user_count: 0,
  };
}
