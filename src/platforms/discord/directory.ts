import { type APIChannel, type Client, PermissionFlagsBits, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { PlatformUser } from '../../chat/place.ts';
import { DeliveryError, type TeamMembership } from '../../chat/platform.ts';
import { isHidden } from './access.ts';
import { apiCodeOf } from './errors.ts';
import { SNOWFLAKE } from './snowflake.ts';

/** Asks with the client there is by then. Throws DeliveryError. */
export type Asking = <T>(ask: (client: Client<true>) => Promise<T>) => Promise<T>;

/** Someone by their id: as the server knows them, or as everyone does. */
export async function lookUpUser(client: Client<true>, id: string, team: string | null): Promise<PlatformUser> {
  if (!SNOWFLAKE.test(id)) throw new DeliveryError({ kind: 'refused', reason: 'user-gone' });
  const base = { platform: 'discord', id, team, locale: null } as const;
  const guild = team === null ? undefined : client.guilds.cache.get(team);
  if (!guild) {
    const user = await client.users.fetch(id, { force: true });
    return { ...base, ...(user.bot ? { bot: true } : {}), name: user.displayName, administrator: null };
  }
  // Afresh: names and rights change, and without the privileged intent nobody tells.
  const member = await guild.members.fetch({ user: id, force: true });
  return {
    ...base,
    ...(member.user.bot ? { bot: true } : {}),
    name: member.displayName,
    administrator: member.permissions.has(PermissionFlagsBits.ManageGuild),
  };
}

/** Whether somebody is in a server, asked afresh. */
export async function lookUpMembership({ rest }: Client<true>, user: string, guild: string): Promise<TeamMembership> {
  try {
    await rest.get(Routes.guildMember(guild, user));
    return 'member';
  } catch (error) {
    const code = apiCodeOf(error);
    if (code === RESTJSONErrorCodes.UnknownMember || code === RESTJSONErrorCodes.UnknownUser) return 'gone';
    throw error;
  }
}

export async function lookUpChannelName(client: Client<true>, id: string): Promise<string> {
  if (!SNOWFLAKE.test(id)) return id;
  const known = client.channels.cache.get(id);
  if (known && !known.isDMBased() && !isHidden(known)) return `#${known.name}`;
  // Of direct conversations the client may keep the bot itself as the other one; Discord knows better.
  const channel = (await client.rest.get(Routes.channel(id))) as APIChannel;
  const [other] = ('recipients' in channel && channel.recipients) || [];
  if (other) return other.global_name ?? other.username;
  return channel.name ? `#${channel.name}` : id;
}

/** The server a channel belongs to; null where none is known. */
export function guildOf(client: Client, channel: string | null): string | null {
  const known = channel === null ? undefined : client.channels.cache.get(channel);
  return known && 'guildId' in known ? known.guildId : null;
}
