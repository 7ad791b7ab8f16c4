import type { Inbox, IncomingMessage } from '../../chat/platform.ts';
import { createKeyedQueue } from '../../concurrency/keyed-queue.ts';
import type { Lease } from '../../database/leases.ts';
import { realPace } from '../../timers/pace.ts';
import { createBacklogHandling } from '../messages/backlog-handling.ts';
import { createDelayNotice } from '../messages/delay-notice.ts';
import { createHandling } from '../messages/handling.ts';
import { createKeepBatched } from '../messages/keep-batched.ts';
import { eventOf, type PendingMessage } from '../messages/pending-message.ts';
import type { TypedMessages } from '../messages/typed-messages.ts';
import { untilStored } from '../messages/until-stored.ts';
import type { InboxOptions } from '../options.ts';
import { onlyWhileLeased } from '../receiving/leased-inbox.ts';
import { createHistoryReading } from './history-reading.ts';
import { createInterruptedForms } from './interrupted-forms.ts';
import { createListing } from './listing.ts';
import { createLivePipeline } from './live-pipeline.ts';
import { createMissedDepartures } from './missed-departures.ts';
import { createOrphanedMessages } from './orphaned-messages.ts';
import { overtakenBy } from './overtaken.ts';
import { createWatermark } from './watermark.ts';
import { createWatermarkNotes } from './watermark-notes.ts';
import { createWorkInProgress } from './work-in-progress.ts';

/** Connects a platform to its inbox and catches up with what people said while nobody listened. */
export interface CatchUp {
  /** Connects the platform and begins to read back. Resolves when it is connected; rejects as the platform does. */
  start(): Promise<void>;
  /** Returns how much is being dealt with. Channels that wait until they may be read don't count. */
  inFlight(): number;
  /** Stops reading; resolves when everything begun is done. */
  stop(): Promise<void>;
}

/**
 * Stores what is said and deals with it afterwards, in the order in which it was said in its channel. The platform
 * waits for an acknowledgement, which waits for the storing only. What a process has stored and left is dealt with
 * before anything that was said later.
 *
 * At the start, and whenever the platform has missed something, it reads every place in which a reply is expected, from
 * the last message that was read there, and hands in what it finds as if it had just been said. The list of those
 * places is stored first, so that none counts as read before it is, whatever happens in between. Places in which
 * nothing was said since the platform was last heard aren't read. What is said there meanwhile waits its turn, and so
 * does what is said while the database is away, so that answers count in the order they were given.
 * @param turn takes the lease on what the platform tells every process; whoever gets it reads back first.
 * @param turnToTakeOver takes the lease on what another process, or an earlier one, has left.
 */
export function createCatchUp(
  options: InboxOptions,
  inbox: Inbox,
  typed: TypedMessages,
  turn: (begun: () => void) => Lease,
  turnToTakeOver: (begun: () => void) => Lease,
): CatchUp {
  const { database, platform, log, pace = realPace } = options;
  const turns = createKeyedQueue();
  const stopping = new AbortController();
  const { signal } = stopping;
  const stored = <T>(work: () => Promise<T>) => untilStored(work, options, signal);
  const handling = createHandling(typed, options.limits.typed, stored, signal);
  const live = createBacklogHandling({ typed, handling, keep: createKeepBatched(typed, stored), stored });
  const inProgress = createWorkInProgress(options, signal);
  const delayNotice = createDelayNotice(options);
  const missedDepartures = createMissedDepartures(options, signal);
  const watermark = createWatermark();
  let connected: Promise<unknown> = Promise.resolve();
  let lease: Lease | null = null;
  let takingOver: Lease | null = null;
  const reading = createHistoryReading({
    ...{ database, platform, log, turns, pace, stored, signal },
    ...{ inbox: { ...inbox, message: handIn }, connected: () => connected },
  });
  const listing = createListing({ inbox: options, watermark, reading, stored });
  const notes = createWatermarkNotes(options, watermark, () => listing.done);
  const orphaned = createOrphanedMessages({
    ...{ typed, handling, pace, log, stored, signal, catchUpTo },
    isMine: () => takingOver?.mine ?? false,
    isOwn: inProgress.has,
    inTurn: (channel, work) => inProgress.track(null, inTheirTurn(channel, work)),
  });

  const interrupted = createInterruptedForms({ inbox: options, isMine: () => takingOver?.mine ?? false, signal });
  const dealWith = createLivePipeline({ inTheirTurn, live, orphaned, catchUpTo });

  const self: Inbox = {
    ...inbox,
    async message(message) {
      const kept = live.keep(message);
      const work = dealWith({ message, kept }).finally(() => live.over(message));
      inProgress.track(eventOf(message), work);
      // A message that isn't stored counts as heard once it is dealt with.
      watermark.holdDuring(kept.then((one) => (one && !one.stored ? work : undefined)));
      void delayNotice(message, work);
      await kept;
    },
    heard(team, until) {
      watermark.reached(team, until);
      notes.soon();
    },
    missed: begin,
  };

  function begin(): void {
    connected.then(missedDepartures.begin, () => {});
    connected.then(
      () => options.relay?.missed(),
      () => {},
    );
    listing.begin();
  }

  async function inTheirTurn(channel: string, work: () => Promise<void>): Promise<void> {
    await listing.done;
    // This only fails when the connection itself does, which reports it.
    reading.at(channel).catch(() => {});
    await turns.run(channel, async () => {
      await orphansKnown();
      if (signal.aborted || reading.wasCut(channel)) throw new Error('it is dealt with at the next start');
      await work();
    });
  }

  async function orphansKnown(): Promise<void> {
    await takingOver?.asked;
    await orphaned.known;
  }

  /** Deals with what was said before a message and hasn't come yet. */
  async function catchUpTo(kept: PendingMessage): Promise<void> {
    for (const earlier of await stored(() => overtakenBy(kept, options))) await stored(() => handIn(earlier));
  }

  /** Deals with a message that was read back. */
  async function handIn(said: IncomingMessage): Promise<void> {
    await orphansKnown();
    await orphaned.handleIn(said.place.channel, said.id);
    const kept = await typed.keep(said);
    if (kept) await handling.handle(kept);
  }

  return {
    async start() {
      // The places to read are listed before anything can come in.
      lease = turn(begin);
      takingOver = turnToTakeOver(() => {
        orphaned.begin();
        interrupted.begin();
      });
      interrupted.start();
      connected = platform.start(onlyWhileLeased(self, () => lease?.mine ?? false));
      await Promise.all([connected, lease.asked, takingOver.asked]);
    },
    inFlight: () => listing.underWay + inProgress.size + turns.size + (reading.busy || missedDepartures.busy() ? 1 : 0),
    async stop() {
      stopping.abort();
      notes.cancel();
      await Promise.all([lease?.release(), takingOver?.release()]);
      // When a platform refuses the bot, the reading ends before the list is made.
      await listing.done;
      await reading.stop();
      await missedDepartures.done();
      await Promise.all([orphaned.stop(), interrupted.stop()]);
      await inProgress.over();
      await notes.now();
    },
  };
}
