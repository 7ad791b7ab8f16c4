import {
  type APIMessage,
  type Channel,
  type Client,
  MessageType,
  PermissionFlagsBits,
  type REST,
  Routes,
} from 'discord.js';
import type { Place } from '../../chat/place.ts';
import { DeliveryError, type IncomingMessage } from '../../chat/platform.ts';
import type { DiscordBudget } from './budget.ts';
import { HISTORY_PAGE } from './limits.ts';
import { historyMessage } from './receive-message.ts';

interface ReadingOptions {
  /** Whether messages typed in servers come with their text. */
  readonly readsMessages: boolean;
  /** True when the place is known to be a direct conversation. */
  readonly isDirect?: boolean;
  readonly budget?: DiscordBudget;
}

/**
 * Returns what people said in a channel after a message, oldest first, over as many pages as it takes. Throws
 * DeliveryError where the bot may not read the history: Discord then shows an empty one.
 */
export async function readHistory(
  client: Client<true>,
  place: Place,
  after: string,
  { readsMessages, isDirect = false, budget }: ReadingOptions,
): Promise<readonly IncomingMessage[]> {
  const channel = isDirect ? null : await client.channels.fetch(place.channel);
  if (!isDirect && !mayRead(client, channel)) throw new DeliveryError({ kind: 'refused', reason: 'no-permission' });
  const team = channel && 'guildId' in channel ? channel.guildId : null;
  const said: IncomingMessage[] = [];
  for (let last = after; ; ) {
    budget?.spend('request');
    const page = await messagesAfter(client.rest, place.channel, last);
    for (const message of page) {
      if (message.author.bot || message.webhook_id !== undefined || !isTyped(message.type)) continue;
      const isEmpty = (message.content ?? '') === '' && (message.attachments ?? []).length === 0;
      if (!isEmpty) said.push(historyMessage(message, team, client));
      else if (!readsMessages && team !== null)
        said.push({ ...historyMessage(message, team, client), unreadable: true });
    }
    const newest = page.at(-1);
    if (page.length < HISTORY_PAGE || !newest) return said;
    last = newest.id;
  }
}

/** Returns one page of messages after an id, oldest first. */
export async function messagesAfter(rest: REST, channel: string, after: string): Promise<readonly APIMessage[]> {
  const query = new URLSearchParams({ after, limit: String(HISTORY_PAGE) });
  const messages = (await rest.get(Routes.channelMessages(channel), { query })) as APIMessage[];
  return messages.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
}

/** Returns whether a person typed the message; Discord itself writes those of the other types. */
const isTyped = (type: MessageType): boolean => type === MessageType.Default || type === MessageType.Reply;

/**
 * Returns whether the bot may read a channel's history: without that permission Discord shows an empty one instead of
 * refusing.
 */
export async function mayReadHistory(client: Client<true>, channel: string): Promise<boolean> {
  return mayRead(client, await client.channels.fetch(channel));
}

function mayRead(client: Client<true>, channel: Channel | null): boolean {
  if (channel?.isDMBased()) return true;
  const may = channel && 'permissionsFor' in channel ? channel.permissionsFor(client.user) : null;
  // A server that is down tells nothing for a while.
  if (!may) throw new DeliveryError({ kind: 'unavailable' });
  return may.has(PermissionFlagsBits.ReadMessageHistory);
}
