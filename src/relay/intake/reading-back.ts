import { byTime, newest, oldest } from '../../chat/order.ts';
import { DeliveryError, type Platform } from '../../chat/platform.ts';
import type { RelayedMessage, RelayedSince, RelayedThread, Relaying } from '../../chat/relaying.ts';
import type { Database } from '../../database/database.ts';
import type { Log } from '../../log.ts';
import { backoff } from '../../timers/backoff.ts';
import type { Pace } from '../../timers/pace.ts';
import { askedReading, noteReadBack, type ReadingRequest } from '../read-store.ts';
import type { Tied } from '../ties/tied.ts';
import { noteUnreadable, type TiedChannel } from '../ties/tied-store.ts';
import type { Intake } from './intake.ts';
import { type KnownMessage, knownSince, messagesBack } from './intake-store.ts';

/**
 * The number of last messages of a channel that are looked at again: they may have been changed or deleted meanwhile.
 */
const LOOK_BACK = 100;
/** The most messages that are read at once. */
const PAGE = 200;
const FIRST_WAIT_MS = 1_000;
/** The milliseconds after which a platform that is connecting is looked at again. */
const CONNECTING_MS = 100;
const LONGEST_WAIT_MS = 60_000;

export interface ReadingBackOptions {
  readonly database: Database;
  readonly platform: Platform;
  readonly relaying: Relaying;
  readonly intake: Intake;
  readonly log: Log;
  readonly pace: Pace;
  readonly tied: Pick<Tied, 'others'>;
  /**
   * Called once a digest in these channels waits no longer for messages to be read: the reading has ended, or will be
   * tried again.
   */
  readonly due: (channelIds: readonly string[]) => void;
}

/** Reads what was said, changed and deleted in relayed channels while nobody listened. */
export interface ReadingBack {
  /** Begins to read a channel; events from it wait meanwhile. One more reading at most waits for this one. */
  begin(channel: TiedChannel): void;
  /** Resolves when nothing more has to be read in a channel, or can be. */
  done(channelId: string): Promise<void>;
  /** Returns whether a channel is just being read, so that more may come of it at any moment. */
  isReading(channelId: string): boolean;
  busy(): boolean;
  stop(): Promise<void>;
}

export function createReadingBack(options: ReadingBackOptions): ReadingBack {
  const { database, platform, relaying, intake, tied, due, log, pace } = options;
  const reading = new Map<string, Promise<void>>();
  /** The channels in which a reading waits for the one under way. */
  const queued = new Set<string>();
  const waiting = new Set<() => void>();
  /** The channels that are being read now, without those whose reading waits for the connection or for another try. */
  const active = new Set<string>();
  let stopped = false;

  async function readAll(channel: TiedChannel): Promise<void> {
    for (let tries = 1; !stopped; tries += 1) {
      while (!stopped && platform.status() === 'connecting') await pause(CONNECTING_MS);
      try {
        const asked = await askedReading(database, channel.id);
        active.add(channel.id);
        await readUnlessRefused(channel, asked);
        if (asked && !stopped) await noteReadBack(database, channel.id, asked);
        return;
      } catch (error) {
        const failure = error instanceof DeliveryError ? error.failure : null;
        log.error('relay.not-read', error, { channel: channel.id });
        readNoMore(channel);
        await pause(
          failure?.kind === 'rate-limited' ? failure.retryAfter : backoff(FIRST_WAIT_MS, tries, LONGEST_WAIT_MS),
        );
      }
    }
  }

  function readNoMore({ id }: TiedChannel): void {
    // Where the process stops, the rest is read by the next one.
    if (!stopped && active.delete(id)) due(tied.others(id).map((other) => other.id));
  }

  /** Without the permission to read the history, only messages that are told pass. */
  async function readUnlessRefused(channel: TiedChannel, asked: ReadingRequest | null): Promise<void> {
    try {
      await readOnce(channel, asked);
    } catch (error) {
      if (!(error instanceof DeliveryError) || error.failure.kind !== 'refused') throw error;
      log.error('relay.not-read', error, { channel: channel.id });
    }
  }

  async function readOnce(channel: TiedChannel, asked: ReadingRequest | null): Promise<void> {
    // Whether it can be read was settled anew with the connection: a message that can't be read is told again.
    await noteUnreadable(database, channel, null);
    const back = await messagesBack(database, channel.id, LOOK_BACK);
    const first = asked ? oldest(back, asked.after) : back;
    let after = newest(first, channel.since) ?? channel.since;
    for (let more = true; more && !stopped; ) {
      // Messages that another process stores from now on aren't missing, though they may not be told yet.
      const known = await knownSince(database, channel.id, after);
      const threads = [...new Set(known.flatMap(({ thread }) => thread ?? []))];
      const found = await relaying.since(channel.channel, after, PAGE, threads);
      await keepAll(options, channel, [...found.threads, ...found.messages]);
      await intake.forget(channel, goneFrom(known, found));
      more = found.more && found.until !== after;
      after = found.until;
    }
  }

  function pause(milliseconds: number): Promise<void> {
    if (stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = pace.after(milliseconds, end);
      function end(): void {
        cancel();
        waiting.delete(end);
        resolve();
      }
      waiting.add(end);
    });
  }

  return {
    begin(channel) {
      if (channel.platform !== platform.name || queued.has(channel.id)) return;
      const before = reading.get(channel.id);
      if (before) queued.add(channel.id);
      const done = (before ?? Promise.resolve())
        .then(() => {
          queued.delete(channel.id);
          return readAll(channel);
        })
        .catch((error: unknown) => log.error('relay.not-read', error, { channel: channel.id }))
        .finally(() => {
          if (reading.get(channel.id) === done) reading.delete(channel.id);
          readNoMore(channel);
        });
      reading.set(channel.id, done);
    },
    done: (channelId) => reading.get(channelId) ?? Promise.resolve(),
    isReading: (channelId) => active.has(channelId),
    busy: () => reading.size > waiting.size,
    async stop() {
      stopped = true;
      for (const end of waiting) end();
      await Promise.all(reading.values());
    },
  };
}

/** Returns the ids of the known messages that were deleted: those that would be among what was found, and aren't. */
function goneFrom(known: readonly KnownMessage[], found: RelayedSince): readonly string[] {
  const { messages, threads, standing, until, oldestShown } = found;
  const there = {
    MESSAGE: new Set(messages.map(({ id }) => id)),
    THREAD: new Set([...standing, ...threads.map(({ thread }) => thread)]),
  };
  const isShown = (id: string) => oldestShown === null || byTime(id, oldestShown) >= 0;
  return known.flatMap(({ kind, sourceId, thread, withheld }) => {
    if (withheld === 'DELETED' || byTime(sourceId, until) > 0 || there[kind].has(sourceId)) return [];
    // What a platform only hides stands: its copies stay, since nobody could bring them back.
    if (!isShown(sourceId)) return [];
    return thread === null || isShown(thread) || there.THREAD.has(thread) ? [sourceId] : [];
  });
}

/**
 * Stores the messages that were read. One that can't be stored holds up no other, but all are read again where the
 * database is away.
 */
async function keepAll(
  { database, intake, log }: ReadingBackOptions,
  channel: TiedChannel,
  found: readonly (RelayedMessage | RelayedThread)[],
): Promise<void> {
  const outcomes = await Promise.allSettled(found.map((one) => intake.keep(channel, one)));
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') continue;
    await messagesBack(database, channel.id, 0);
    log.error('relay.not-stored', outcome.reason, { channel: channel.id });
  }
}
