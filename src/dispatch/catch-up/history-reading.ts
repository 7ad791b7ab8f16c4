import { noteRead } from '../../access/region/unread-store.ts';
import { DeliveryError, type Inbox, type Look } from '../../chat/platform.ts';
import type { KeyedQueue } from '../../concurrency/keyed-queue.ts';
import { alarm } from '../../timers/alarm.ts';
import { backoff } from '../../timers/backoff.ts';
import type { Pace } from '../../timers/pace.ts';
import { LONGEST_BACKOFF_MS, MAX_TRIES, pause, RETRY_MS, retryDelay } from '../messages/retries.ts';
import type { InboxOptions } from '../options.ts';
import { createReadChannel } from './channel-reading.ts';
import { createUnreadChannels, type UnreadChannel } from './unread-channels.ts';

/** The number of channels after which the log tells the progress again. */
const TELL_EVERY = 25;

/** Reads one channel after the other. A channel that can't be read just now keeps no other waiting. */
export interface HistoryReading {
  /** Adds a channel. It replaces an earlier entry for the same channel, whose messages it includes. */
  add(one: Pick<UnreadChannel, 'channel' | 'places' | 'listing'>): void;
  /** Reads everything that may be read now. Resolves when nothing more may be. */
  goOn(): Promise<void>;
  /** Reads a channel at once, in its turn, if it is still to be read. */
  at(channel: string): Promise<void>;
  /** Returns whether reading a channel was cut short, so that nothing said there later may be taken in first. */
  wasCut(channel: string): boolean;
  readonly busy: boolean;
  /** Resolves when everything begun is done. */
  stop(): Promise<void>;
}

export interface HistoryReadingOptions extends Pick<InboxOptions, 'database' | 'platform' | 'log'> {
  readonly inbox: Inbox;
  readonly turns: KeyedQueue;
  readonly pace: Pace;
  readonly stored: <T>(work: () => Promise<T>) => Promise<T>;
  readonly connected: () => Promise<unknown>;
  readonly signal: AbortSignal;
}

export function createHistoryReading({ database, platform, log, ...options }: HistoryReadingOptions): HistoryReading {
  const { inbox, turns, pace, stored, connected, signal } = options;
  const unread = createUnreadChannels();
  const cut = new Set<string>();
  const toGoOn = alarm(pace, () => void goOn());
  /** One look that began after the listing covers all it lists: whatever is said later comes by itself. */
  let look: Look | null = null;
  const looking = (): Look => {
    look ??= platform.look();
    return look;
  };
  const readChannel = createReadChannel({ platform, log, inbox, look: looking, stored, signal });
  let running: Promise<void> | null = null;
  let again = false;
  /** The time until which the platform asked to wait. */
  let pausedUntil = 0;

  function goOn(): Promise<void> {
    again = true;
    running ??= (async () => {
      // This only fails when the connection itself does, which reports it.
      await connected().catch(() => {});
      while (again && !signal.aborted) {
        again = false;
        await pass();
      }
    })().finally(() => {
      running = null;
    });
    return running;
  }

  async function pass(): Promise<void> {
    for (let read = 0; !signal.aborted; read += 1) {
      const now = pace.now();
      const next = unread.next(now);
      if (read > 0 && (next === null || read % TELL_EVERY === 0))
        log.info('catch-up.read', { platform: platform.name, channels: read, left: unread.size });
      if (next === null) return;
      if ('at' in next) return toGoOn.in(next.at - now);
      const wait = Math.max(looking().wait(), pausedUntil - now);
      if (wait > 0) return toGoOn.in(wait);
      await inTurn(next.channel, false);
    }
  }

  async function inTurn(channel: string, isAwaited: boolean): Promise<void> {
    const one = unread.take(channel);
    if (one) await turns.run(channel, () => readBack(one, isAwaited));
  }

  /** Reads a channel back. `isAwaited`: somebody who writes there waits for it. */
  async function readBack(one: UnreadChannel, isAwaited: boolean): Promise<void> {
    await connected();
    for (let tries = 1; !signal.aborted; tries += 1) {
      try {
        const whole = await readChannel(one, isAwaited);
        if (!whole) break;
        return await stored(() => noteRead(database, platform.name, one.channel, one.listing));
      } catch (error) {
        if (signal.aborted) break;
        const wait = waitAfterError(error);
        // Somebody who writes there just now waits for it, though not for ever.
        if (!isAwaited || tries === MAX_TRIES || wait === null) return later(one, error);
        await pause(wait, signal);
      }
    }
    cut.add(one.channel);
  }

  /** Puts back a channel that couldn't be read, to be read later. */
  function later(one: UnreadChannel, error: unknown): void {
    const failure = error instanceof DeliveryError ? error.failure : null;
    const isLimited = failure?.kind === 'rate-limited';
    const tries = one.tries + (isLimited ? 0 : 1);
    // A refusal doesn't end soon, so the longest wait applies.
    const wait = waitAfterError(error) ?? LONGEST_BACKOFF_MS;
    const notBefore = pace.now() + (isLimited ? wait : backoff(wait, tries, LONGEST_BACKOFF_MS));
    if (isLimited) pausedUntil = notBefore;
    else log.error('catch-up.put-off', error, { platform: platform.name, tries });
    unread.putBack({ ...one, tries, notBefore });
    toGoOn.in(notBefore - pace.now());
  }

  return {
    add(one) {
      look = null;
      unread.put({ ...one, changed: null, said: new Map(), tries: 0, notBefore: 0 });
    },
    goOn,
    at: (channel) => inTurn(channel, true),
    wasCut: (channel) => cut.has(channel),
    get busy() {
      return running !== null;
    },
    async stop() {
      toGoOn.cancel();
      await running;
    },
  };
}

function waitAfterError(error: unknown): number | null {
  return error instanceof DeliveryError ? retryDelay(error.failure) : RETRY_MS;
}
