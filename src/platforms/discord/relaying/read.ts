import { type APIChannel, ChannelFlags, type Client, RESTJSONErrorCodes, Routes } from 'discord.js';
import { byTime, newest } from '../../../chat/order.ts';
import { DeliveryError } from '../../../chat/platform.ts';
import type { RefusalReason } from '../../../chat/refusal.ts';
import type { RelayedMessage, RelayedPlace, RelayedSince, RelayedThread } from '../../../chat/relaying.ts';
import { untilAnswered } from '../../until-answered.ts';
import type { DiscordBudget } from '../budget.ts';
import { guildOf } from '../directory.ts';
import { apiCodeOf, isNotFound, toDeliveryError } from '../errors.ts';
import { mayReadHistory, messagesAfter } from '../history.ts';
import { HISTORY_PAGE } from '../limits.ts';
import { timeOfSnowflake } from '../snowflake.ts';
import { Authors } from './authors.ts';
import { channelIdOf } from './places.ts';
import { isBlank, isSaidByPeople, noticedThread, relayedMessage, type Words } from './said.ts';
import { titledThread } from './titled.ts';
import { isPublicThread, readWire, type WireMessage, type WireThread } from './wire.ts';

/** An id before all others. */
const FIRST = '0';
/** The most pages of archived threads that one reading lists. */
const ARCHIVED_PAGES = 10;

export interface RelayReading {
  readonly client: Client<true>;
  readonly budget: DiscordBudget;
  /** Whether messages typed in servers come with their text. */
  readonly readsMessages: boolean;
  readonly words: Words;
}

/** Returns a message as it stands now; null when it is gone, or isn't one that people wrote. */
export async function readRelayedMessage(
  reading: RelayReading,
  place: RelayedPlace,
  id: string,
): Promise<RelayedMessage | null> {
  const { client, readsMessages } = reading;
  const guild = guildOf(client, place.channel) ?? (await channelItself(reading, place.channel)).guild;
  const told = await asked(reading, Routes.channelMessage(channelIdOf(place), id)).catch((error: unknown) => {
    // A channel that is gone is told as that; a thread that is gone took its messages with it.
    if (isNotFound(error) && (place.thread !== null || apiCodeOf(error) === RESTJSONErrorCodes.UnknownMessage))
      return null;
    throw error;
  });
  const message = readWire.message(told);
  if (!message || !isSaidByPeople(message)) return null;
  // Without its text it isn't what stands there.
  if (isBlank(message) && !readsMessages) throw refused('no-permission');
  return isBlank(message) ? null : shown(reading, guild, place, message, new Authors(client, guild));
}

/** Returns the id of the newest message of a channel and its threads, whoever's. */
export async function newestIn(reading: RelayReading, channel: string): Promise<string> {
  const own = await channelItself(reading, channel);
  const told: (string | null)[] = [own.newest];
  for (const { id, last_message_id: last } of await activeThreads(reading, own.guild, channel))
    told.push(last === undefined ? await newestStanding(reading, id) : last);
  return newest(...told) ?? FIRST;
}

/** Something to read: the channel or one of its threads. */
interface Spot {
  readonly place: RelayedPlace;
  /** The id of the newest message by then, which may be deleted; undefined where Discord doesn't tell it. */
  readonly newest: string | null | undefined;
}

/** The messages read of one spot. */
interface Read {
  readonly place: RelayedPlace;
  readonly messages: readonly WireMessage[];
  /** Up to where it was read; null when to the end. */
  readonly until: string | null;
}

/**
 * Returns what people said in a channel and its public threads after a message, oldest first. Everything up to `until`
 * is in it: ids grow over all channels, so that it is the newest id there was before the reading began, or the first
 * one up to which some thread wasn't read any further.
 */
export async function readSince(
  reading: RelayReading,
  channel: string,
  after: string,
  most: number,
): Promise<RelayedSince> {
  const { client, readsMessages } = reading;
  if (!readsMessages || !(await mayReadHistory(client, channel))) throw refused('no-permission');
  // The channel comes before its threads, and what is active before what is archived: nothing can slip in between.
  const { guild, newest: own } = await channelItself(reading, channel);
  const threads = [
    ...(await activeThreads(reading, guild, channel)),
    ...(await archivedThreads(reading, channel, after)),
  ];
  const spots: readonly Spot[] = [
    { place: { channel, thread: null }, newest: own },
    ...threads.map(({ id, last_message_id: last }) => ({ place: { channel, thread: id }, newest: last })),
  ];
  const known = spots.map((spot) => spot.newest ?? null);
  const reads: Read[] = [];
  for (const { place, newest: last } of spots) {
    if (last === null || (last !== undefined && byTime(last, after) <= 0)) continue;
    const read = await readSpot(reading, place, after, most);
    reads.push(read);
    // Of a thread whose newest message isn't told, only reading it says which it is.
    if (last === undefined) known.push(read.messages.at(-1)?.id ?? null);
  }
  const bound = newest(after, ...known) ?? after;
  const until =
    reads
      .flatMap((one) => one.until ?? [])
      .concat(bound)
      .sort(byTime)[0] ?? bound;
  const within = reads
    .flatMap(({ place, messages }) => messages.map((message) => ({ place, message })))
    .filter(({ message }) => byTime(message.id, until) <= 0)
    .sort((a, b) => byTime(a.message.id, b.message.id));
  const kept = within.slice(0, most);
  const last = kept.length < within.length ? kept.at(-1)?.message.id : undefined;
  const authors = new Authors(client, guild);
  const messages: RelayedMessage[] = [];
  const begun: RelayedThread[] = [];
  for (const { place, message } of kept) {
    if (isSaidByPeople(message)) {
      if (!isBlank(message)) messages.push(await shown(reading, guild, place, message, authors));
    } else {
      const notice = place.thread === null ? noticedThread(message) : null;
      const still = notice && threads.find(({ id }) => id === notice.id);
      const titled = still ? await titledThread(client, still) : null;
      if (titled) begun.push(titled);
    }
  }
  return {
    ...{ messages, threads: begun, standing: threads.map(({ id }) => id) },
    ...{ until: last ?? until, oldestShown: null, more: last !== undefined || byTime(until, bound) < 0 },
  };
}

async function shown(
  { client, words }: RelayReading,
  guild: string,
  place: RelayedPlace,
  message: WireMessage,
  authors: Authors,
): Promise<RelayedMessage> {
  const told = { ...message, reactions: message.reactions ?? [] };
  return relayedMessage(client, guild, told, { author: await authors.of(message.author), place }, words);
}

/** Reads one channel or thread, until it ends or there is enough. */
async function readSpot(reading: RelayReading, place: RelayedPlace, after: string, most: number): Promise<Read> {
  const messages: WireMessage[] = [];
  for (let last = after; ; ) {
    const page = await patiently(reading, ({ rest }) => messagesAfter(rest, channelIdOf(place), last));
    messages.push(...page.flatMap((told) => readWire.message(told) ?? []));
    const end = page.at(-1);
    if (page.length < HISTORY_PAGE || !end) return { place, messages, until: null };
    last = end.id;
    if (messages.length >= most) return { place, messages, until: last };
  }
}

function asked(reading: RelayReading, route: `/${string}`, query?: URLSearchParams): Promise<unknown> {
  return patiently(reading, ({ rest }) => rest.get(route, query ? { query } : {}));
}

/** Each try is a request of the bot's share of the limits. */
function patiently<T>({ client, budget }: RelayReading, ask: (client: Client<true>) => Promise<T>): Promise<T> {
  return untilAnswered(
    () => {
      budget.spend('request');
      return ask(client);
    },
    (error) => toDeliveryError(error).failure,
  );
}

/** Asks for the newest message that stands: Discord's description calls `last_message_id` optional. */
async function newestStanding(reading: RelayReading, channelId: string): Promise<string | null> {
  const told = await asked(reading, Routes.channelMessages(channelId), new URLSearchParams({ limit: '1' }));
  const [message] = Array.isArray(told) ? told : [];
  return readWire.message(message)?.id ?? null;
}

/** A channel as it is told, with the id of the newest message in it, which may be deleted. */
interface Itself {
  readonly guild: string;
  readonly newest: string | null;
}

async function channelItself(reading: RelayReading, channel: string): Promise<Itself> {
  const told = (await asked(reading, Routes.channel(channel))) as APIChannel;
  if (!('guild_id' in told) || told.guild_id === undefined) throw refused('channel-gone');
  if (((told.flags ?? 0) & ChannelFlags.ChannelObfuscated) !== 0) throw refused('not-in-channel');
  const newest = 'last_message_id' in told ? told.last_message_id : undefined;
  return { guild: told.guild_id, newest: newest === undefined ? await newestStanding(reading, channel) : newest };
}

const refused = (reason: RefusalReason): DeliveryError => new DeliveryError({ kind: 'refused', reason });

async function activeThreads(reading: RelayReading, guild: string, channel: string): Promise<readonly WireThread[]> {
  const told = readWire.threads(await asked(reading, Routes.guildActiveThreads(guild)));
  return told?.threads.filter(({ parent_id: parent, type }) => parent === channel && isPublicThread(type)) ?? [];
}

/** Returns the threads that were archived after a message: in others nothing was said since. */
async function archivedThreads(reading: RelayReading, channel: string, after: string): Promise<readonly WireThread[]> {
  const since = timeOfSnowflake(after);
  const found: WireThread[] = [];
  const query = new URLSearchParams({ limit: String(HISTORY_PAGE) });
  for (let page = 0; page < ARCHIVED_PAGES; page++) {
    const told = readWire.threads(await asked(reading, Routes.channelThreads(channel, 'public'), query));
    const recent = told?.threads.filter((thread) => archivedAt(thread) >= since) ?? [];
    found.push(...recent);
    const last = told?.threads.at(-1);
    if (!last || told?.has_more !== true || recent.length < told.threads.length) break;
    query.set('before', archivedAt(last).toISOString());
  }
  return found;
}

const archivedAt = ({ thread_metadata: data }: WireThread): Date => new Date(data?.archive_timestamp ?? 0);
