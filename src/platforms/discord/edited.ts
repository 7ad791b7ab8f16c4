import type { APIMessage, Client } from 'discord.js';
import { z } from 'zod';
import type { IncomingMessage } from '../../chat/platform.ts';
import { historyMessage } from './receive-message.ts';

/**
 * The properties of a change made by the author: without a text, or a time of editing, Discord has only unfolded a
 * link.
 */
const change = z.looseObject({
  id: z.string(),
  channel_id: z.string(),
  guild_id: z.string().optional(),
  content: z.string(),
  edited_timestamp: z.iso.datetime({ offset: true }),
  author: z.looseObject({ id: z.string(), username: z.string(), bot: z.boolean().optional() }),
  member: z.looseObject({ nick: z.string().nullish() }).optional(),
  webhook_id: z.string().optional(),
});

/**
 * Returns a message that its author has changed; null for any other change, and for one whose text the bot may not
 * read.
 */
export function editedMessage(told: unknown, client: Client<true>): IncomingMessage | null {
  const read = change.safeParse(told);
  if (!read.success) return null;
  const { data } = read;
  const { guild_id: team = null, edited_timestamp: at, author, member } = data;
  if (author.bot === true || data.webhook_id !== undefined) return null;
  const message = historyMessage(data as unknown as APIMessage, team, client);
  if (message.text === '' && message.files.length === 0) return null;
  const channel = client.channels.cache.get(data.channel_id);
  return {
    ...message,
    user: { ...message.user, name: member?.nick ?? message.user.name },
    edited: String(Date.parse(at)),
    ...(channel?.isThread() && channel.ownerId === client.user.id ? { inOwnThread: true } : {}),
  };
}
