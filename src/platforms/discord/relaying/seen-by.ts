import { type Client, PermissionFlagsBits } from 'discord.js';
import { isNotFound } from '../errors.ts';

/** Returns whether a channel is one of this server, outside threads, and this member of it sees it. Throws what Discord answers. */
export async function isChannelSeenBy(
  client: Client<true>,
  channel: string,
  who: { readonly user: string; readonly guild: string },
): Promise<boolean> {
  const known = client.channels.cache.get(channel);
  if (!known || known.isDMBased() || known.isThread() || known.guildId !== who.guild) return false;
  try {
    // The member is fetched anew: without the privileged intent Discord sends no event of their roles.
    const member = await known.guild.members.fetch({ user: who.user, force: true });
    return known.permissionsFor(member).has(PermissionFlagsBits.ViewChannel);
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}
