import {
  ChannelFlags,
  type ChannelFlagsBitField,
  type Client,
  type GuildBasedChannel,
  PermissionFlagsBits,
  type PermissionsBitField,
  Routes,
} from 'discord.js';
import type { ChannelAccess, ChannelPurpose } from '../../chat/channel-access.ts';
import type { DeclaredNeed } from '../../chat/needs.ts';
import { isNotFound, toDeliveryError } from './errors.ts';
import { CHANNEL_TYPES, inThread, type Permission, permissionsFor } from './permissions.ts';
import { SNOWFLAKE } from './snowflake.ts';

const NOTHING_LACKS: ChannelAccess['lacks'] = { posts: [], 'private-threads': [], relay: [] };

/** Returns whether Discord hides a channel from the bot: it then tells that the channel exists, but not its name. */
export const isHidden = (channel: { readonly flags: Readonly<ChannelFlagsBitField> }): boolean =>
  channel.flags.has(ChannelFlags.ChannelObfuscated);

/** Looks up what the bot may do in a channel; in a direct conversation it may do everything. */
export async function lookUpAccess(
  client: Client<true>,
  id: string,
  needs: readonly DeclaredNeed[],
): Promise<ChannelAccess> {
  const known = client.channels.cache.get(id);
  const base = {
    obstacle: null,
    channel: null,
    bot: `@${client.user.displayName}`,
    lacks: NOTHING_LACKS,
    hears: true,
    mutedUntil: null,
    told: true,
  };
  if (!SNOWFLAKE.test(id)) return { ...base, obstacle: 'channel-gone' };
  if (!known) return { ...base, ...(await obstacleOf(client, id)) };
  if (known.isDMBased()) return base;
  if (isHidden(known)) return { ...base, obstacle: 'not-in-channel', told: false };
  const channel = `#${known.name}`;
  // The member is fetched anew: Discord sends no event that tells the bot's present roles, or how long it is muted.
  const me = await known.guild.members.fetchMe({ force: true }).catch(() => null);
  const may = me && known.permissionsFor(me);
  if (!me || !may) return { ...base, channel, told: false };
  const mutedUntil = me.isCommunicationDisabled() ? me.communicationDisabledUntil : null;
  return { ...base, channel, lacks: lacksIn(known, may, needs), mutedUntil, obstacle: obstacleIn(known, may) };
}

/**
 * Returns what a request for the channel tells. The client may not know threads and direct conversations yet, so their
 * permissions aren't known either.
 */
async function obstacleOf(client: Client<true>, id: string): Promise<Pick<ChannelAccess, 'obstacle' | 'told'>> {
  try {
    await client.rest.get(Routes.channel(id));
    return { obstacle: null, told: false };
  } catch (error) {
    if (toDeliveryError(error).failure.kind !== 'refused') return { obstacle: null, told: false };
    return { obstacle: isNotFound(error) ? 'channel-gone' : 'not-in-channel', told: true };
  }
}

function obstacleIn(channel: GuildBasedChannel, may: Readonly<PermissionsBitField>): ChannelAccess['obstacle'] {
  if (!may.has(PermissionFlagsBits.ViewChannel)) return 'not-in-channel';
  const speak = channel.isThread() ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  return may.has(speak) ? null : 'no-permission';
}

function lacksIn(
  channel: GuildBasedChannel,
  may: Readonly<PermissionsBitField>,
  needs: readonly DeclaredNeed[],
): ChannelAccess['lacks'] {
  const lacking = (purpose: ChannelPurpose): readonly Permission[] | null => {
    if (!CHANNEL_TYPES[purpose].has(channel.type)) return null;
    const needed = permissionsFor(needs, purpose);
    return (channel.isThread() ? inThread(needed) : needed).filter((one) => !may.has(PermissionFlagsBits[one]));
  };
  return { posts: lacking('posts'), 'private-threads': lacking('private-threads'), relay: lacking('relay') };
}
