import {
  type APIChannel,
  type Channel,
  type Client,
  MessageType,
  PermissionFlagsBits,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import type { Place, PlatformUser } from '../../chat/place.ts';
import { DeliveryError, type IncomingMessage, type TeamMembership } from '../../chat/platform.ts';
import { isHidden } from './access.ts';
import type { DiscordBudget } from './budget.ts';
import { apiCodeOf } from './errors.ts';
import { messagesAfter } from './find.ts';
import { historyMessage } from './incoming.ts';
import { HISTORY_PAGE } from './limits.ts';
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

/** The server a channel belongs to; null where none is known. */
export function guildOf(client: Client, channel: string | null): string | null {
  const known = channel === null ? undefined : client.channels.cache.get(channel);
  return known && 'guildId' in known ? known.guildId : null;
}
