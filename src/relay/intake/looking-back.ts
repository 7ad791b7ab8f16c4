import { DeliveryError, type Platform } from '../../chat/platform.ts';
import type { RelayedMessage, RelayedThread, Relaying } from '../../chat/relaying.ts';
import { createSteps } from '../../concurrency/steps.ts';
import type { Database } from '../../database/database.ts';
import type { Log } from '../../log.ts';
import { alarm } from '../../timers/alarm.ts';
import { backoff } from '../../timers/backoff.ts';
import type { Pace } from '../../timers/pace.ts';
import type { Tied } from '../ties/tied.ts';
import type { TiedChannel } from '../ties/tied-store.ts';
import type { Intake } from './intake.ts';
import { type KnownMessage, knownUpTo, messagesBack } from './intake-store.ts';
import { LOOK_BACK, type ReadingBack } from './reading-back.ts';

/** What was said longer ago, in milliseconds, is left as it was copied. */
const LONGEST_MS = 30 * 24 * 60 * 60_000;
/** So many of a channel's messages are looked at in all, with those that are read back. */
const MOST = 2_000;
/** So many are looked at together, and then the platform is left alone for a while, in milliseconds: others read there as well. */
const PAGE = 100;
const BETWEEN_MS = 3_000;
/** Each thread is read by itself: of what was said in many of them less is looked at together. */
const THREADS_OF_PAGE = 10;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** A page that can't be read so often isn't worth waiting any longer: the next outage leads back to it. */
const MOST_TRIES = 20;

export interface LookingBackOptions {
  readonly database: Database;
  readonly platform: Platform;
  readonly relaying: Relaying;
  readonly tied: Tied;
  readonly intake: Intake;
  readonly readingBack: ReadingBack;
  readonly log: Log;
  readonly pace: Pace;
}

/**
 * Looks, after an outage, at what was said before the last messages of relayed channels: it may have been changed or deleted
 * meanwhile. That is done page by page, in one channel after the other, and nothing waits for it.
 */
export interface LookingBack {
  /** Begins with a channel once it is read back; anew where that was begun. */
  begin(channel: TiedChannel): void;
  busy(): boolean;
  stop(): Promise<void>;
}

/** How far back a channel was looked at. */
interface Progress {
  readonly channel: TiedChannel;
  /** The message up to which nothing was looked at; null before the first page. */
  readonly last: string | null;
  readonly left: number;
  readonly tries: number;
}

export function createLookingBack(options: LookingBackOptions): LookingBack {
  const { database, platform, relaying, tied, intake, readingBack, log, pace } = options;
  const channels = new Map<string, Progress>();
  const steps = createSteps(step, (error) => log.error('relay.not-looked-back', error, { platform: platform.name }));
  const later = alarm(pace, () => void steps.go());
  let notBefore = 0;
  let stopped = false;

  /** Looks at one page of one channel. */
  async function step(): Promise<false> {
    const [one] = channels.values();
    if (stopped || !one) return false;
    if (pace.now() >= notBefore) {
      notBefore = pace.now() + BETWEEN_MS;
      const { id } = one.channel;
      const next = platform.status() === 'connected' ? await lookAtPage(one) : one;
      // It may have been begun anew meanwhile.
      if (channels.get(id) === one) {
        channels.delete(id);
        if (next) channels.set(id, next);
      }
    }
    if (channels.size > 0) later.in(Math.max(1, notBefore - pace.now()));
    return false;
  }

  /** Returns how far it came; null where nothing is left to be looked at. */
  async function lookAtPage(progress: Progress): Promise<Progress | null> {
    const { channel, left, tries } = progress;
    try {
      const last = progress.last ?? (await messagesBack(database, channel.id, LOOK_BACK));
      if (last === null || tied.byId(channel.id) === null) return null;
      const known = await knownUpTo(database, channel.id, last, Math.min(PAGE, left));
      const page = withFewThreads(known);
      const since = pace.now() - LONGEST_MS;
      // When something was said that was deleted before it came isn't known.
      const recent = page.filter(({ withheld, saidAt }) => withheld !== 'DELETED' && saidAt.getTime() >= since);
      if (recent.length > 0) await lookAt(channel, recent);
      const oldest = page.at(-1);
      const isOver = page.some(({ withheld, saidAt }) => withheld !== 'DELETED' && saidAt.getTime() < since);
      const isRest = known.length < PAGE && page.length === known.length;
      if (!oldest || isOver || isRest) return null;
      return { channel, last: oldest.sourceId, left: left - page.length, tries: 0 };
    } catch (error) {
      log.error('relay.not-looked-back', error, { channel: channel.id });
      const failure = error instanceof DeliveryError ? error.failure : null;
      if (failure?.kind === 'refused' || tries >= MOST_TRIES) return null;
      const wait =
        failure?.kind === 'rate-limited' ? failure.retryAfter : backoff(FIRST_WAIT_MS, tries + 1, LONGEST_WAIT_MS);
      notBefore = Math.max(notBefore, pace.now() + wait);
      return { ...progress, tries: tries + 1 };
    }
  }

  /** Stores what has become of these messages, newest first. */
  async function lookAt(channel: TiedChannel, known: readonly KnownMessage[]): Promise<void> {
    const [newest, oldest] = [known[0], known.at(-1)];
    if (!newest || !oldest) return;
    const found = await relaying.between(channel.channel, {
      first: oldest.sourceId,
      last: newest.sourceId,
      threads: [...new Set(known.flatMap(({ thread }) => thread ?? []))],
      titled: known.flatMap(({ kind, sourceId }) => (kind === 'THREAD' ? [sourceId] : [])),
    });
    const ids = new Set(known.map(({ sourceId }) => sourceId));
    const standing = new Map<string, RelayedMessage | RelayedThread>([
      ...found.messages.map((one) => [one.id, one] as const),
      ...found.threads.map((one) => [one.thread, one] as const),
    ]);
    // What isn't known any more is nothing new.
    const kept = [...standing].flatMap(([id, one]) => (ids.has(id) ? [intake.keep(channel, one)] : []));
    await Promise.all(kept);
    await intake.forget(
      channel,
      [...ids].filter((id) => !standing.has(id)),
    );
  }

  async function beginOnceRead(channel: TiedChannel): Promise<void> {
    await readingBack.done(channel.id);
    channels.set(channel.id, { channel, last: null, left: MOST - LOOK_BACK, tries: 0 });
    await steps.go();
  }

  return {
    begin: (channel) => void beginOnceRead(channel),
    busy: () => steps.busy(),
    async stop() {
      stopped = true;
      later.cancel();
      await steps.ended();
      // What was under way may have asked for more.
      later.cancel();
    },
  };
}

/** Returns the first of these messages, up to those of one thread too many. */
function withFewThreads<M extends Pick<KnownMessage, 'kind' | 'sourceId' | 'thread'>>(
  known: readonly M[],
): readonly M[] {
  const threads = new Set<string>();
  const end = known.findIndex(({ kind, sourceId, thread }) => {
    const read = kind === 'THREAD' ? sourceId : thread;
    if (read !== null) threads.add(read);
    return threads.size > THREADS_OF_PAGE;
  });
  return end < 0 ? known : known.slice(0, end);
}
