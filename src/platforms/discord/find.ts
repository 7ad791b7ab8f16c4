import { type APIMessage, type REST, Routes } from 'discord.js';
import type { MessageRef } from '../../chat/place.ts';
import { componentIdOf } from './delivery-key.ts';
import { HISTORY_PAGE, PARTS } from './limits.ts';
import { refOf } from './send.ts';

/** First millisecond Discord's ids can tell. */
const EPOCH = 1_420_070_400_000;
/** More than this many pages since the sending and the search is given up: the platform can't tell. */
const PAGES = 20;

const snowflakeAt = (date: Date): string => (BigInt(Math.max(0, date.getTime() - EPOCH)) << 22n).toString();

/** What a channel holds of the sending with this key. */
interface Found {
  /** All its messages, in order; empty unless every one was found. */
  readonly whole: readonly MessageRef[];
  /** Messages of a sending that isn't whole. */
  readonly partial: readonly MessageRef[];
}

/** Looks through a channel's messages since a time for our own with the key's component ids; null: too many to tell. */
export async function findIn(
  rest: REST,
  channel: string,
  key: string,
  since: Date,
  bot: string,
): Promise<Found | null> {
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

/** One page of messages after an id, oldest first. */
export async function messagesAfter(rest: REST, channel: string, after: string): Promise<readonly APIMessage[]> {
  const query = new URLSearchParams({ after, limit: String(HISTORY_PAGE) });
  const messages = (await rest.get(Routes.channelMessages(channel), { query })) as APIMessage[];
  return messages.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
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
