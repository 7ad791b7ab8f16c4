import { byTime } from '../../chat/order.ts';
import type { IncomingMessage } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import { alarm } from '../../timers/alarm.ts';
import type { Pace } from '../../timers/pace.ts';
import type { Handling } from '../messages/handling.ts';
import type { PendingMessage } from '../messages/pending-message.ts';
import type { TypedMessages } from '../messages/typed-messages.ts';

/** So often this process looks whether another one has left something: one that deals with it takes less. */
const LOOK_MS = 15_000;

/** Deals with what was typed and kept by a process that ended before it dealt with it. */
export interface OrphanedMessages {
  /** Takes over all that was left, as the process whose turn it is. */
  begin(): void;
  /** Resolves when what `begin` found is known. */
  readonly known: Promise<void>;
  /** Deals with what was said in a channel before the message with this id, or with all of it. Rejects once stopped. */
  handleIn(channel: string, before: string | null): Promise<void>;
  /** Looks no more; resolves when what was begun is done. */
  stop(): Promise<void>;
}

export interface OrphanedMessagesOptions {
  readonly typed: TypedMessages;
  readonly handling: Handling;
  readonly pace: Pace;
  readonly log: Log;
  readonly stored: <T>(work: () => Promise<T>) => Promise<T>;
  /** Whether it is this process's turn still. */
  readonly isMine: () => boolean;
  /** Being dealt with by this process. */
  readonly isOwn: (event: string) => boolean;
  /** Does the work once it is the channel's turn. */
  readonly inTurn: (channel: string, work: () => Promise<void>) => void;
  /** Deals with what was said before it and hasn't come. */
  readonly catchUpTo: (said: IncomingMessage) => Promise<void>;
  readonly signal: AbortSignal;
}

export function createOrphanedMessages(options: OrphanedMessagesOptions): OrphanedMessages {
  const { typed, handling, pace, log, stored, isMine, isOwn, inTurn, catchUpTo, signal } = options;
  const channels = new Map<string, PendingMessage[]>();
  let seen: ReadonlySet<string> = new Set();
  let known: Promise<void> = Promise.resolve();
  const toLook = alarm(pace, () => look(false));

  /** `all`: also what may have been kept just now, which a process that is there deals with in a moment. */
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
        await catchUpTo(first.said);
        await handling.resume(first);
      } finally {
        // Where that failed it is kept still, and found again by a look.
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
