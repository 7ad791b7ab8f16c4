import { type APIChannel, type Client, PermissionFlagsBits, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { PlatformUser } from '../../chat/place.ts';
import { DeliveryError, type TeamMembership } from '../../chat/platform.ts';
import { isHidden } from './access.ts';
import { apiCodeOf } from './errors.ts';
import { SNOWFLAKE } from './snowflake.ts';

/** Calls Discord with the client that is connected by then. Throws DeliveryError. */
export type Asking = <T>(ask: (client: Client<true>) => Promise<T>) => Promise<T>;

/** Looks up a person by their id: as the server knows them, or as everyone does. Throws DeliveryError. */
export async function lookUpUser(client: Client<true>, id: string, team: string | null): Promise<PlatformUser> {
  if (!SNOWFLAKE.test(id)) throw new DeliveryError({ kind: 'refused', reason: 'user-gone' });
  const base = { platform: 'discord', id, team, locale: null } as const;
  const guild = team === null ? undefined : client.guilds.cache.get(team);
  if (!guild) {
    const user = await client.users.fetch(id, { force: true });
    return { ...base, ...(user.bot ? { bot: true } : {}), name: user.displayName, administrator: null };
  }
  // The member is fetched anew: names and rights change, and without the privileged intent Discord sends no event of
  // it.
  const member = await guild.members.fetch({ user: id, force: true });
  return {
    ...base,
    ...(member.user.bot ? { bot: true } : {}),
    name: member.displayName,
    administrator: member.permissions.has(PermissionFlagsBits.ManageGuild),
  };
}

/** Asks Discord anew whether somebody is a member of a server. */
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
  // The client may keep the bot itself as the other side of a direct conversation, so Discord is asked.
  const channel = (await client.rest.get(Routes.channel(id))) as APIChannel;
  const [other] = ('recipients' in channel && channel.recipients) || [];
  if (other) return other.global_name ?? other.username;
  return channel.name ? `#${channel.name}` : id;
}

/** Returns the server a channel belongs to; null where none is known. */
export function guildOf(client: Client, channel: string | null): string | null {
  const known = channel === null ? undefined : client.channels.cache.get(channel);
  return known && 'guildId' in known ? known.guildId : null;
}
