import type { APIMessage, Client, Message as DiscordMessage, Guild } from 'discord.js';
import type { IncomingMessage } from '../../chat/platform.ts';
import { placeOf } from './incoming.ts';
import { incomingFile } from './incoming-files.ts';
import { plainText } from './typed-text.ts';

/** Converts a message from the gateway, which gives the author's name in the server with it. */
export function incomingMessage(message: DiscordMessage, bot: string): IncomingMessage {
  return {
    id: message.id,
    user: {
      platform: 'discord',
      id: message.author.id,
      team: message.guildId,
      name: message.member?.displayName ?? message.author.displayName,
      locale: null,
      administrator: null,
    },
    place: placeOf(message.channelId),
    text: plainText(message.content, bot, {
      user: (id) =>
        message.mentions.members?.get(id)?.displayName ?? message.mentions.users.get(id)?.displayName ?? null,
      role: (id) => message.mentions.roles.get(id)?.name ?? null,
      channel: (id) => channelNameIn(message.client, id),
    }),
    files: message.attachments.map(incomingFile),
    direct: message.guildId === null,
    mentionsBot: calls(message.content, bot, message.guild && roleOf(message.guild)),
    ...(message.channel.isThread() && message.channel.ownerId === bot ? { inOwnThread: true } : {}),
  };
}

/** Converts a message from a channel's history. `team` is the channel's server; null in a direct conversation. */
export function historyMessage(message: APIMessage, team: string | null, client: Client<true>): IncomingMessage {
  const bot = client.user.id;
  // Servers that stand in for Discord may leave these out.
  const sent: Partial<Pick<APIMessage, 'mentions' | 'attachments' | 'content'>> = message;
  const server = team === null ? undefined : client.guilds.cache.get(team);
  const mentioned = new Map((sent.mentions ?? []).map((user) => [user.id, user.global_name ?? user.username]));
  return {
    id: message.id,
    user: {
      platform: 'discord',
      id: message.author.id,
      team,
      name: message.author.global_name ?? message.author.username,
      locale: null,
      administrator: null,
    },
    place: placeOf(message.channel_id),
    text: plainText(sent.content ?? '', bot, {
      user: (id) => mentioned.get(id) ?? null,
      role: (id) => (team === null ? null : (client.guilds.cache.get(team)?.roles.cache.get(id)?.name ?? null)),
      channel: (id) => channelNameIn(client, id),
    }),
    files: (sent.attachments ?? []).map(incomingFile),
    direct: team === null,
    mentionsBot: calls(sent.content ?? '', bot, server ? roleOf(server) : null),
  };
}

/**
 * Returns whether the text mentions the bot or its own role. The list of mentions doesn't tell: a reply also lists the
 * author it replies to.
 */
function calls(content: string, bot: string, role: string | null): boolean {
  return (
    content.includes(`<@${bot}>`) ||
    content.includes(`<@!${bot}>`) ||
    (role !== null && content.includes(`<@&${role}>`))
  );
}

/** Returns the role that Discord made for the bot when it joined this server; null where it made none. */
function roleOf({ roles, client }: Guild): string | null {
  return roles.botRoleFor(client.user)?.id ?? null;
}

function channelNameIn(client: Client, id: string): string | null {
  const channel = client.channels.cache.get(id);
  return channel && 'name' in channel ? channel.name : null;
}
