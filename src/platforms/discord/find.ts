import type { Client, REST } from 'discord.js';
import type { MessageRef, Target } from '../../chat/place.ts';
import { componentIdOf } from './delivery-key.ts';
import { channelOf } from './destination.ts';
import { mayReadHistory, messagesAfter } from './history.ts';
import { HISTORY_PAGE, PARTS } from './limits.ts';
import { deleteAll, refOf, type SendContext } from './send.ts';
import { snowflakeAt } from './snowflake.ts';

/** The search is given up beyond this many pages: the platform can't tell. */
const PAGES = 20;

export interface FindOptions {
  readonly client: Client<true>;
  readonly sending: SendContext;
  readonly target: Target;
  readonly key: string;
  readonly since: Date;
}

/** The messages of a sending that a channel holds. */
interface Found {
  /** All messages of the sending, in order; empty unless every one was found. */
  readonly whole: readonly MessageRef[];
  /** The messages of an incomplete sending. */
  readonly partial: readonly MessageRef[];
}

/**
 * Returns the messages posted with this key; an empty list where none was, or not all of them. Returns null when Discord
 * can't tell: the bot may not read the history, or too much was said since.
 */
export async function findPosted({
  client,
  sending,
  target,
  key,
  since,
}: FindOptions): Promise<readonly MessageRef[] | null> {
  const channel = await channelOf(client.rest, target);
  if (!(await mayReadHistory(client, channel))) return null;
  const found = await findIn(client.rest, channel, key, since, client.user.id);
  if (found === null) return null;
  // An incomplete sending is deleted, so that sending it again doesn't double its beginning.
  await deleteAll(sending, found.partial);
  return found.whole;
}

/**
 * Searches a channel since a given time for the bot's messages whose component ids belong to the key. Returns null when
 * there are too many messages to tell.
 */
async function findIn(rest: REST, channel: string, key: string, since: Date, bot: string): Promise<Found | null> {
  const wanted = wantedIds(key);
  const found = new Map<number, Map<number, string>>();
  let after = snowflakeAt(since);
  for (let page = 0; page < PAGES; page++) {
    const messages = await messagesAfter(rest, channel, after);
    for (const message of messages) {
      const place = message.author.id === bot ? wanted.get(message.components?.[0]?.id ?? -1) : undefined;
      if (!place) continue;
      const parts = found.get(place.total) ?? new Map<number, string>();
      found.set(place.total, parts.set(place.index, message.id));
    }
    const last = messages.at(-1);
    if (messages.length < HISTORY_PAGE || !last) return sorted(channel, found);
    after = last.id;
  }
  return null;
}

function wantedIds(key: string): ReadonlyMap<number, { readonly index: number; readonly total: number }> {
  const ids = new Map<number, { index: number; total: number }>();
  for (let total = 1; total <= PARTS; total++) {
    for (let index = 0; index < total; index++) ids.set(componentIdOf(key, index, total), { index, total });
  }
  return ids;
}

function sorted(channel: string, found: ReadonlyMap<number, ReadonlyMap<number, string>>): Found {
  const sendings = [...found].map(([total, parts]) => ({
    whole: parts.size === total,
    refs: [...parts].sort(([a], [b]) => a - b).map(([, id]) => refOf(channel, id)),
  }));
  return {
    whole: sendings.find((sending) => sending.whole)?.refs ?? [],
    partial: sendings.filter((sending) => !sending.whole).flatMap((sending) => sending.refs),
  };
}
