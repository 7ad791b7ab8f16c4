import { byTime, newest as latest } from '../../../chat/order.ts';
import { DeliveryError } from '../../../chat/platform.ts';
import type { RelayedMessage, RelayedPlace, RelayedSince } from '../../../chat/relaying.ts';
import { PAGE } from '../history.ts';
import { newestReply } from '../thread-replies.ts';
import { textAt, threadHolding, type Wire } from '../wire.ts';
import { RelayPages, type RelayPagesOptions } from './pages.ts';
import { type MessageReading, relayedMessage, saidBySomebody } from './said.ts';

/** Older than every message, and as long as the ts of one. */
const BEFORE_ALL = '0000000000.000000';
/**
 * Threads in which something new may stand are looked for this many pages of a channel's messages further back; of those
 * before only the ones that are asked for are read.
 */
const PAGES_FOR_THREADS = 5;

export interface RelayReaderOptions extends RelayPagesOptions {
  readonly reading: () => MessageReading;
}

/** Reads what people say in relayed channels, with the share of Slack's limits that reading has. */
export class RelayReader {
  readonly #options: RelayReaderOptions;
  readonly #pages: RelayPages;

  constructor(options: RelayReaderOptions) {
    this.#options = options;
    this.#pages = new RelayPages(options);
  }

  /** See `Relaying`. A reply may be newer than the channel's newest message. */
  async newest(channel: string): Promise<string> {
    const { messages } = await this.#pages.history(channel);
    const known: (string | null)[] = [];
    for (const one of messages) {
      const ts = tsOf(one);
      const reply = newestReply(one);
      known.push(ts, reply);
      if (reply === null) known.push(...(await this.#threadSince(channel, ts, ts)).map(tsOf));
    }
    return latest(...known) ?? BEFORE_ALL;
  }

  /** See `Relaying`. Throws 'rate-limited' as long as the share is used up: this can wait. */
  async read({ channel }: RelayedPlace, id: string): Promise<RelayedMessage | null> {
    const retryAfter = this.#options.budget.wait('conversations.replies');
    if (retryAfter > 0) throw new DeliveryError({ kind: 'rate-limited', retryAfter });
    // A reply is found by its own ts, too, and a message without replies is alone in its thread.
    const range = { oldest: id, latest: id, inclusive: true, limit: 2 };
    const { messages } = await this.#pages.replies(channel, id, range);
    const found = messages.find((message) => tsOf(message) === id);
    const [said] = await this.#said(found ? [found] : [], channel);
    return said ?? null;
  }

  /** See `Relaying`. Slack hides what is older than 90 days where a workspace pays nothing, and tells nobody. */
  async since(channel: string, after: string, most: number, threads: readonly string[]): Promise<RelayedSince> {
    const { said, begun, newest, oldestShown } = await this.#channelSince(channel, after);
    const sorted = said.toSorted(oldestFirst);
    const cut = cutAt(sorted, most);
    const replies: Wire[] = [];
    const standing: string[] = [];
    for (const thread of [...new Set([...threads, ...begun])].sort(byTime)) {
      // Nothing in the threads that begin later is part of this.
      if (cut !== null && byTime(thread, cut) >= 0) break;
      const there = await this.#threadSince(channel, thread, after);
      if (there.length > 0) standing.push(thread);
      replies.push(...there.filter((one) => tsOf(one) !== thread && byTime(tsOf(one), after) > 0));
    }
    const all = [...sorted, ...replies].filter((one) => cut === null || byTime(tsOf(one), cut) <= 0).sort(oldestFirst);
    const until = cutAt(all, most) ?? cut ?? newest;
    // Replies said after the channel was read are told, too, but nothing of the channel itself is known up to there.
    const isWhole = byTime(until, newest) >= 0;
    const told = isWhole ? all : all.slice(0, most);
    return {
      messages: await this.#said(told, channel),
      threads: [],
      standing,
      until: isWhole ? newest : until,
      oldestShown,
      more: !isWhole,
    };
  }

  /**
   * Reads a channel back to a message: what was said since, where threads began in which something was, and the oldest message
   * that is shown.
   */
  async #channelSince(channel: string, after: string) {
    const said: Wire[] = [];
    const begun: string[] = [];
    let newest = after;
    let oldestShown: string | null = null;
    let cursor: string | undefined;
    for (let older = 0; older < PAGES_FOR_THREADS; ) {
      const { messages, next } = await this.#pages.history(channel, cursor);
      for (const message of messages) {
        const ts = tsOf(message);
        const thread = threadHolding(message);
        const reply = newestReply(message);
        const last = reply ?? ts;
        newest = latest(newest, last) ?? newest;
        // Of a thread whose newest reply isn't told, only reading it says whether something was said since.
        if (reply !== null && byTime(last, after) <= 0) continue;
        // A reply that was also sent to the channel is read with its thread.
        if (thread !== null || last !== ts || reply === null) begun.push(thread ?? ts);
        if (thread === null && byTime(ts, after) > 0) said.push(message);
      }
      const oldest = messages.at(-1);
      if (oldest) oldestShown = tsOf(oldest);
      if (!next || !oldest) break;
      if (byTime(tsOf(oldest), after) <= 0) older += 1;
      cursor = next;
    }
    return { said, begun, newest, oldestShown: oldestShown ?? newest };
  }

  /** Returns what is told of a thread after a message, its first one too; nothing when it is gone or hidden. */
  async #threadSince(channel: string, thread: string, after: string): Promise<readonly Wire[]> {
    const found: Wire[] = [];
    let cursor: string | undefined;
    do {
      const range = { oldest: after, limit: PAGE, ...(cursor ? { cursor } : {}) };
      const { messages, next } = await this.#pages.replies(channel, thread, range);
      found.push(...messages);
      cursor = next;
    } while (cursor);
    return found;
  }

  /** Returns those of these messages that people said. */
  async #said(messages: readonly Wire[], channel: string): Promise<readonly RelayedMessage[]> {
    const reading = this.#options.reading();
    const said = messages.filter((message) => saidBySomebody(message, reading.bot));
    return Promise.all(said.map((message) => relayedMessage(message, channel, reading, 'read')));
  }
}

const tsOf = (message: Wire): string => textAt(message, 'ts') ?? '';
const oldestFirst = (one: Wire, other: Wire): number => byTime(tsOf(one), tsOf(other));

/** Returns the id of the last message that is told at once; null when all of them are. */
function cutAt(messages: readonly Wire[], most: number): string | null {
  const last = messages.length > most ? messages[most - 1] : undefined;
  return last ? tsOf(last) : null;
}
