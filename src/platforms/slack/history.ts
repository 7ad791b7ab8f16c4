import { byTime } from '../../chat/order.ts';
import type { Place } from '../../chat/place.ts';
import type { IncomingMessage } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import type { SlackBudget } from './budget.ts';
import type { SlackClient } from './client.ts';
import { attemptCall } from './errors.ts';
import { incomingMessage, type MessageReader } from './receive-message.ts';
import { listAt, textAt, type Wire } from './wire.ts';

/** Messages of one request. */
export const PAGE = 200;
const MOST_PAGES = 50;

/**
 * Returns the messages of a channel, or of a thread with its first one, newer than `oldest`; oldest first. Beyond ten
 * thousand the rest is left out, and a line in the log says so. Throws DeliveryError.
 */
export async function messagesIn(
  client: SlackClient,
  { channel, thread }: Pick<Place, 'channel' | 'thread'>,
  oldest: string,
  log: Log,
  budget: SlackBudget | null = null,
): Promise<Wire[]> {
  const found: Wire[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const common = { channel, oldest, limit: PAGE, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
    budget?.spend(thread === null ? 'conversations.history' : 'conversations.replies');
    const answer = await attemptCall<unknown>(() =>
      thread === null ? client.conversations.history(common) : client.conversations.replies({ ...common, ts: thread }),
    );
    found.push(...listAt(answer, 'messages'));
    cursor = nextCursor(answer);
    if (!cursor) break;
    if (page === MOST_PAGES - 1) log.warn('slack.history-given-up', { channel, messages: found.length });
  }
  return found.sort((a, b) => byTime(textAt(a, 'ts') ?? '', textAt(b, 'ts') ?? ''));
}

/**
 * Returns what stands in a channel after a message, as far as one request tells: the newest two hundred messages. Of a
 * thread it is all. Oldest first. Throws DeliveryError.
 */
export async function newestMessages(
  client: SlackClient,
  place: Pick<Place, 'channel' | 'thread'>,
  after: string,
  log: Log,
): Promise<Wire[]> {
  const { channel, thread } = place;
  if (thread !== null) return messagesIn(client, place, after, log);
  // Asked for what is newer than a message, Slack may give the two hundred that follow it.
  const range = { channel, limit: PAGE, include_all_metadata: true };
  const answer = await attemptCall<unknown>(() => client.conversations.history(range));
  const newer = listAt(answer, 'messages').filter((message) => byTime(textAt(message, 'ts') ?? '', after) > 0);
  return newer.reverse();
}

interface ReadingOptions {
  readonly reader: MessageReader;
  readonly log: Log;
  readonly budget: SlackBudget | null;
}

/** Returns what people said in a channel, or in a thread, after a message; oldest first. Throws DeliveryError. */
export async function readHistory(
  client: SlackClient,
  place: Place,
  after: string,
  { reader, log, budget }: ReadingOptions,
): Promise<readonly IncomingMessage[]> {
  const said: IncomingMessage[] = [];
  for (const message of await messagesIn(client, place, after, log, budget)) {
    const read = incomingMessage(message, place.channel, reader);
    if (read && read.id !== after && read.id > after) said.push(read);
  }
  return said;
}

/** Returns one message by its ts; null when it is gone. Throws DeliveryError. */
export async function messageAt(client: SlackClient, place: Place, ts: string): Promise<Wire | null> {
  const range = {
    channel: place.channel,
    oldest: ts,
    latest: ts,
    inclusive: true,
    limit: 1,
    include_all_metadata: true,
  };
  const answer = await attemptCall<unknown>(() =>
    place.thread === null || place.thread === ts
      ? client.conversations.history(range)
      : client.conversations.replies({ ...range, ts: place.thread ?? ts, limit: 2 }),
  );
  return listAt(answer, 'messages').find((message) => textAt(message, 'ts') === ts) ?? null;
}

export function nextCursor(answer: unknown): string | undefined {
  const metadata =
    typeof answer === 'object' && answer !== null && 'response_metadata' in answer ? answer.response_metadata : null;
  return textAt(metadata, 'next_cursor') ?? undefined;
}
