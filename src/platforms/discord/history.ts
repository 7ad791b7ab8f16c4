import { type Channel, type Client, MessageType, PermissionFlagsBits } from 'discord.js';
import type { Place } from '../../chat/place.ts';
import { DeliveryError, type IncomingMessage } from '../../chat/platform.ts';
import type { DiscordBudget } from './budget.ts';
import { messagesAfter } from './find.ts';
import { HISTORY_PAGE } from './limits.ts';
import { historyMessage } from './receive-message.ts';

interface ReadingOptions {
  /** Whether what is typed in servers comes with its text. */
  readonly readsMessages: boolean;
  /** It is known to be a direct conversation. */
  readonly isDirect?: boolean;
  readonly budget?: DiscordBudget;
}

/**
 * What people said in a channel after a message, oldest first, over as many pages as it takes. Throws DeliveryError where the
 * bot may not read back: Discord shows nothing then.
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
      const isEmpty = message.content === '' && message.attachments.length === 0;
      if (!isEmpty) said.push(historyMessage(message, team, client));
      else if (!readsMessages && team !== null)
        said.push({ ...historyMessage(message, team, client), unreadable: true });
    }
    const newest = page.at(-1);
    if (page.length < HISTORY_PAGE || !newest) return said;
    last = newest.id;
  }
}

/** Everything else Discord wrote itself. */
const isTyped = (type: MessageType): boolean => type === MessageType.Default || type === MessageType.Reply;

/** Whether the bot may read back there: without that permission Discord shows an empty history rather than say so. */
export async function mayReadHistory(client: Client<true>, channel: string): Promise<boolean> {
  return mayRead(client, await client.channels.fetch(channel));
}

function mayRead(client: Client<true>, channel: Channel | null): boolean {
  if (channel?.isDMBased()) return true;
  const may = channel && 'permissionsFor' in channel ? channel.permissionsFor(client.user) : null;
  // Of a server that is away nothing is known for a while.
  if (!may) throw new DeliveryError({ kind: 'unavailable' });
  return may.has(PermissionFlagsBits.ReadMessageHistory);
}
