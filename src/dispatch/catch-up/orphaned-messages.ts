import { byTime } from '../../chat/order.ts';
import type { Log } from '../../log.ts';
import { alarm } from '../../timers/alarm.ts';
import type { Pace } from '../../timers/pace.ts';
import type { Handling } from '../messages/handling.ts';
import type { PendingMessage } from '../messages/pending-message.ts';
import type { TypedMessages } from '../messages/typed-messages.ts';

/** The milliseconds after which this process looks for messages that another has left; dealing with one takes less. */
const LOOK_MS = 15_000;

/** Deals with typed messages that were stored by a process that ended before it dealt with them. */
export interface OrphanedMessages {
  /** Takes over everything that was left, once this process holds the lease. */
  begin(): void;
  /** Resolves when it is known what `begin` found. */
  readonly known: Promise<void>;
  /** Deals with what was said in a channel before the message with this id, or with all of it. Rejects once stopped. */
  handleIn(channel: string, before: string | null): Promise<void>;
  /** Stops looking; resolves when everything begun is done. */
  stop(): Promise<void>;
}

export interface OrphanedMessagesOptions {
  readonly typed: TypedMessages;
  readonly handling: Handling;
  readonly pace: Pace;
  readonly log: Log;
  readonly stored: <T>(work: () => Promise<T>) => Promise<T>;
  /** Whether this process still holds the lease. */
  readonly isMine: () => boolean;
  /** Whether this process is already dealing with the event. */
  readonly isOwn: (event: string) => boolean;
  /** Runs the work once it is the channel's turn. */
  readonly inTurn: (channel: string, work: () => Promise<void>) => void;
  /** Deals with what was said before this message and hasn't come yet. */
  readonly catchUpTo: (kept: PendingMessage) => Promise<void>;
  readonly signal: AbortSignal;
}

export function createOrphanedMessages(options: OrphanedMessagesOptions): OrphanedMessages {
  const { typed, handling, pace, log, stored, isMine, isOwn, inTurn, catchUpTo, signal } = options;
  const channels = new Map<string, PendingMessage[]>();
  let seen: ReadonlySet<string> = new Set();
  let known: Promise<void> = Promise.resolve();
  const toLook = alarm(pace, () => look(false));

  /**
   * Looks for messages. `all`: also takes those stored just now, which a living process would deal with in a moment.
   */
  function look(all: boolean): void {
    known = known
      .then(async () => {
        if (isMine() && !signal.aborted) add(await stored(() => typed.pending()), all);
      })
      .catch((error: unknown) => {
        if (!signal.aborted) log.error('left-behind.not-listed', error);
      })
      .finally(() => {
        if (!signal.aborted) toLook.in(LOOK_MS);
      });
  }

  function add(left: readonly PendingMessage[], all: boolean): void {
    const waiting = new Set([...channels.values()].flat().map(({ event }) => event));
    const others = left.filter(({ event }) => !isOwn(event) && !waiting.has(event));
    const toTake = others.filter(({ event }) => all || seen.has(event));
    seen = new Set(others.map(({ event }) => event));
    for (const one of toTake) {
      const { channel } = one.said.place;
      channels.set(channel, [...(channels.get(channel) ?? []), one]);
    }
    if (toTake.length > 0) log.info('left-behind.found', { messages: toTake.length });
    for (const channel of new Set(toTake.map(({ said }) => said.place.channel)))
      inTurn(channel, () => handleIn(channel, null));
  }

  async function handleIn(channel: string, before: string | null): Promise<void> {
    for (;;) {
      const [first] = channels.get(channel) ?? [];
      if (!first || (before !== null && byTime(first.said.id, before) >= 0)) return;
      try {
        await catchUpTo(first);
        await handling.resume(first);
      } finally {
        // One that failed is still stored, and the next look finds it again.
        const rest = (channels.get(channel) ?? []).filter((one) => one !== first);
        if (rest.length > 0) channels.set(channel, rest);
        else channels.delete(channel);
      }
    }
  }

  return {
    begin: () => look(true),
    get known() {
      return known;
    },
    handleIn,
    async stop() {
      toLook.cancel();
      await known;
    },
  };
}
