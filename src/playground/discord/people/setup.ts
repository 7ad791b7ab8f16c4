import { createChannel } from '../actions/channels.ts';
import { emitGuild } from '../actions/emit.ts';
import type { DiscordCore } from '../core.ts';
import { intent } from '../gateway/intents.ts';
import { permissionBits } from '../model/permissions.ts';
import { guildCreateJson, guildJson, memberJson, userJson } from '../model/serialize.ts';
import type { Channel, Guild, Overwrite, User } from '../model/types.ts';
import { channelType } from '../model/types.ts';

const administrators = 'Administration';

export interface ChannelSpec {
  readonly name: string;
  readonly private?: boolean;
  readonly members?: readonly string[] | 'everyone';
  readonly withBot?: boolean;
  /** A text channel by default. */
  readonly kind?: 'text' | 'announcement' | 'voice' | 'category' | 'forum';
}

/** Brings a person into a guild. */
export function joinGuild(core: DiscordCore, guild: Guild, user: User, administrator: boolean): void {
  const { world } = core;
  const member = world.createMember(guild, user);
  if (administrator) {
    const role =
      [...guild.roles.values()].find((candidate) => candidate.name === administrators) ??
      world.createRole(guild, administrators, permissionBits.Administrator);
    member.roles.add(role.id);
    // A guild always has an owner: the first administrator who joins.
    if (!world.users.has(guild.ownerId)) guild.ownerId = user.id;
    emitGuild(core, 'GUILD_UPDATE', guild.id, intent.guilds, guildJson(guild));
  }
  emitGuild(core, 'GUILD_MEMBER_ADD', guild.id, intent.guildMembers, {
    guild_id: guild.id,
    ...memberJson(world, member),
  });
}

/** Makes somebody leave: they are removed from the members and from every thread. */
export function leaveGuild(core: DiscordCore, guild: Guild, user: User): void {
  guild.members.delete(user.id);
  for (const channel of core.world.channels.values()) {
    if (channel.guildId === guild.id) channel.thread?.members.delete(user.id);
  }
  emitGuild(core, 'GUILD_MEMBER_REMOVE', guild.id, intent.guildMembers, { guild_id: guild.id, user: userJson(user) });
}

/** Adds a channel to a guild. Private ones are hidden from @everyone and opened to their members. */
export function addChannelTo(core: DiscordCore, guild: Guild, spec: ChannelSpec): Channel {
  const overwrites = new Map<string, Overwrite>();
  const allow = (id: string): void => {
    overwrites.set(id, { id, type: 1, allow: permissionBits.ViewChannel, deny: 0n });
  };
  if (spec.private) {
    if (spec.members !== 'everyone')
      overwrites.set(guild.id, { id: guild.id, type: 0, allow: 0n, deny: permissionBits.ViewChannel });
    for (const id of spec.members === 'everyone' ? [] : (spec.members ?? [])) allow(id);
    if (spec.withBot !== false) allow(core.world.bot.id);
  }
  if (spec.withBot === false) {
    const { id } = core.world.bot;
    overwrites.set(id, { id, type: 1, allow: 0n, deny: permissionBits.ViewChannel });
  }
  return createChannel(core, {
    type: channelType[spec.kind ?? 'text'],
    guildId: guild.id,
    name: spec.name.replace(/^#/, ''),
    overwrites,
  });
}

/** Tells the bot that it was invited to a guild. */
export function announceGuild(core: DiscordCore, guild: Guild): void {
  core.gateway.dispatch({
    name: 'GUILD_CREATE',
    guildId: guild.id,
    intents: intent.guilds,
    data: (session) => guildCreateJson(core.world, guild, session.asksFor(intent.guildPresences)),
  });
  core.changed();
}
