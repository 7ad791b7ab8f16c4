import { setTimeout as delay } from 'node:timers/promises';
import { noteRead, type ToRead } from '../access/to-read-store.ts';
import { newest } from '../chat/order.ts';
import { DeliveryError, type Inbox, type IncomingMessage, type Look, type RefusalReason } from '../chat/platform.ts';
import type { Turns } from '../chat/turns.ts';
import { alarm } from '../delivery/alarm.ts';
import type { Pace } from '../delivery/pace.ts';
import { readAll } from './awaited-places.ts';
import type { InboxOptions } from './options.ts';
import { AGAIN_MS, TRIES, waitAfter } from './patiently.ts';
import { createUnread, type UnreadChannel } from './unread.ts';

/** A channel that can't be read is tried ever less often, for as long as it takes. */
const MOST_MS = 300_000;
/** So often the log tells how far it is, in channels. */
const TELL_EVERY = 25;

/** What is gone for good: nobody reads there any more. */
const GONE: ReadonlySet<RefusalReason> = new Set([
  'channel-gone',
  'message-gone',
  'user-gone',
  'direct-messages-closed',
]);

/** Reads one channel after the other; one that can't be read just now keeps no other waiting. */
export interface Reading {
  /** Takes the place of what was to be read in this channel before, which it holds. */
  add(one: Omit<UnreadChannel, 'tries' | 'notBefore'>): void;
  /** Reads what there is to be read. Resolves when nothing more may be read now. */
  goOn(): Promise<void>;
  /** Reads a channel at once, in its turn, if it is still to be read. */
  at(channel: string): Promise<void>;
  /** Whether its reading was cut short: nothing said there later may be taken in before it. */
  wasCut(channel: string): boolean;
  readonly busy: boolean;
  /** Resolves when what was begun is done. */
  stop(): Promise<void>;
}

export interface ReadingOptions extends Pick<InboxOptions, 'database' | 'platform' | 'log'> {
  readonly inbox: Inbox;
  readonly turns: Turns;
  readonly pace: Pace;
  readonly stored: <T>(work: () => Promise<T>) => Promise<T>;
  readonly connected: () => Promise<unknown>;
  readonly signal: AbortSignal;
}

export function createReading({ database, platform, log, ...options }: ReadingOptions): Reading {
  const { inbox, turns, pace, stored, connected, signal } = options;
  const unread = createUnread();
  const cut = new Set<string>();
  const toGoOn = alarm(pace, () => void goOn());
  let running: Promise<void> | null = null;
  let again = false;
  /** The platform has asked to wait until then. */
  let pausedUntil = 0;

  function goOn(): Promise<void> {
    again = true;
    running ??= (async () => {
      // It only fails with the connection itself, which says so.
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
    const look = platform.look();
    for (let read = 0; !signal.aborted; read += 1) {
      const now = pace.now();
      const next = unread.next(now);
      if (read > 0 && (next === null || read % TELL_EVERY === 0))
        log.info('catch-up.read', { platform: platform.name, channels: read, left: unread.size });
      if (next === null) return;
      if ('at' in next) return toGoOn.in(next.at - now);
      const wait = Math.max(look.wait(), pausedUntil - now);
      if (wait > 0) return toGoOn.in(wait);
      await inTurn(next.channel, look, false);
    }
  }

  async function inTurn(channel: string, look: Look, isAwaited: boolean): Promise<void> {
    const one = unread.take(channel);
    if (one) await turns.run(channel, () => readBack(one, look, isAwaited));
  }

  /** `isAwaited`: somebody who writes there waits for it. */
  async function readBack(one: UnreadChannel, look: Look, isAwaited: boolean): Promise<void> {
    await connected();
    for (let tries = 1; !signal.aborted; tries += 1) {
      try {
        const whole = await read(one, look);
        if (!whole) break;
        return await stored(() => noteRead(database, platform.name, one.channel, one));
      } catch (error) {
        if (signal.aborted) break;
        const wait = waitAfterError(error);
        // Somebody who writes there just now waits for it, though not for ever.
        if (!isAwaited || tries === TRIES || wait === null) return later(one, error);
        await delay(wait, undefined, { signal }).catch(() => {});
      }
    }
    cut.add(one.channel);
  }

  /** False when it was cut short. */
  async function read({ places }: UnreadChannel, look: Look): Promise<boolean> {
    const since = places.map((one) => ({ ...one, since: newest(one.after, one.heard) ?? one.after }));
    const changed = await unlessGone(() => look.changed(since));
    const history = ({ place, after }: ToRead): Promise<readonly IncomingMessage[]> =>
      unlessGone(() => look.history(place, after));
    for (const message of await readAll(changed, history)) {
      if (signal.aborted) return false;
      await stored(() => inbox.message(message));
    }
    return !signal.aborted;
  }

  async function unlessGone<T>(look: () => Promise<readonly T[]>): Promise<readonly T[]> {
    try {
      return await look();
    } catch (error) {
      const failure = error instanceof DeliveryError ? error.failure : null;
      if (failure?.kind !== 'refused' || !GONE.has(failure.reason)) throw error;
      log.error('catch-up.not-read', error, { platform: platform.name });
      return [];
    }
  }

  /** It isn't read, so it stays to be read. */
  function later(one: UnreadChannel, error: unknown): void {
    const failure = error instanceof DeliveryError ? error.failure : null;
    const isLimited = failure?.kind === 'rate-limited';
    const tries = one.tries + (isLimited ? 0 : 1);
    // What is refused isn't given back soon.
    const wait = waitAfterError(error) ?? MOST_MS;
    const notBefore = pace.now() + (isLimited ? wait : Math.min(wait * 2 ** (tries - 1), MOST_MS));
    if (isLimited) pausedUntil = notBefore;
    else log.error('catch-up.put-off', error, { platform: platform.name, tries });
    unread.putBack({ ...one, tries, notBefore });
    toGoOn.in(notBefore - pace.now());
  }

  return {
    add: (one) => unread.put({ ...one, tries: 0, notBefore: 0 }),
    goOn,
    at: (channel) => inTurn(channel, platform.look(), true),
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
  return error instanceof DeliveryError ? waitAfter(error.failure) : AGAIN_MS;
}
