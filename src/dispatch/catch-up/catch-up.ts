import { randomUUID } from 'node:crypto';
import { heardIn, noteHeard } from '../../access/region/heard-store.ts';
import { regionsOn } from '../../access/region/region-store.ts';
import { listToRead, type StillToRead } from '../../access/region/to-read-store.ts';
import { gathering } from '../../chat/gathering.ts';
import { byTime, newest } from '../../chat/order.ts';
import { DeliveryError, type Inbox, type IncomingMessage } from '../../chat/platform.ts';
import { createTurns } from '../../chat/turns.ts';
import type { Lease } from '../../database/leases.ts';
import { inTransaction } from '../../database/transaction.ts';
import { alarm } from '../../timers/alarm.ts';
import { realPace } from '../../timers/pace.ts';
import { createBacklog } from '../messages/backlog.ts';
import { createDelayNotice } from '../messages/delay-notice.ts';
import { createHandling } from '../messages/handling.ts';
import { eventOf, type PendingMessage, type TypedMessages } from '../messages/typed-messages.ts';
import { untilStored } from '../messages/until-stored.ts';
import type { InboxOptions } from '../options.ts';
import { onlyWhileLeased } from '../receiving/leased-inbox.ts';
import { awaitedBefore, awaitedIn, readAll } from './awaited-places.ts';
import { createHistoryReading } from './history-reading.ts';
import { createMissedDepartures } from './missed-departures.ts';
import { createOrphanedMessages } from './orphaned-messages.ts';
import { createWatermark } from './watermark.ts';

/** How soon it is stored how far the platform was heard. */
const NOTE_MS = 30_000;

/** So many typed messages are kept at once. */
const MOST_TOGETHER = 100;

/** The platform and its inbox, with what people said while nobody listened. */
export interface CatchUp {
  /** Connects the platform and begins to read back. Resolves when it is connected; rejects as the platform does. */
  start(): Promise<void>;
  /** Channels that are being read; those that wait until they may be aren't. */
  inFlight(): number;
  /** Reads on no further; resolves when what was begun is done. */
  stop(): Promise<void>;
}

/**
 * Keeps what is said, and deals with it afterwards, in the order it was said in its channel: the platform, which waits for a
 * sign, waits for the first only. What a process has kept and left is dealt with before anything that was said later.
 *
 * Reads every place in which a reply is expected from the last message that was read there, at the start and whenever the
 * platform has missed something, and hands it in as if it had just been said. Which places those are is stored before, so that
 * none counts as read that wasn't, whatever comes in between; those in which nothing was said since the platform was heard
 * aren't read. What is said there meanwhile waits for its turn, so that answers count in the order they were given; so does
 * what is said while the database is away.
 * @param turn asks for the turn to take in what the platform tells every process; who gets it reads back first.
 * @param turnToTakeOver asks for the turn to deal with what another process, or an earlier one, has left.
 */
export function createCatchUp(
  options: InboxOptions,
  inbox: Inbox,
  typed: TypedMessages,
  turn: (begun: () => void) => Lease,
  turnToTakeOver: (begun: () => void) => Lease,
): CatchUp {
  const { database, platform, log, now, pace = realPace } = options;
  const turns = createTurns();
  /** What is being dealt with, and what it is called; null for what was left. */
  const working = new Map<Promise<void>, string | null>();
  const heard = createWatermark();
  const saidLater = createDelayNotice(options);
  const saidSince = createBacklog();
  const stopping = new AbortController();
  const stored = <T>(work: () => Promise<T>) => untilStored(work, options, stopping.signal);
  const keep = gathering(keepTogether, MOST_TOGETHER);
  /** Of these nothing comes: that was found of what was said before them. */
  const settled = new WeakSet<PendingMessage>();
  const dealing = createHandling(typed, options.limits.typed, stored, stopping.signal);
  const goneMeanwhile = createMissedDepartures(options, stopping.signal);
  let listed: Promise<unknown> = Promise.resolve();
  let connected: Promise<unknown> = Promise.resolve();
  let listing = 0;
  let lease: Lease | null = null;
  let takingOver: Lease | null = null;
  const reading = createHistoryReading({
    ...{ database, platform, log, turns, pace, stored },
    inbox: { ...inbox, message: handIn },
    ...{ connected: () => connected, signal: stopping.signal },
  });
  const toNote = alarm(pace, () => void note());
  const noted = new Map<string, string>();

  const left = createOrphanedMessages({
    ...{ typed, dealing, pace, log, stored, signal: stopping.signal },
    isMine: () => takingOver?.mine ?? false,
    isOwn: (event) => [...working.values()].includes(event),
    catchUpTo,
    found: (channel) =>
      during(
        null,
        inTheirTurn(channel, () => left.handleIn(channel, null)),
      ),
  });

  const self: Inbox = {
    ...inbox,
    async message(message) {
      const { channel } = message.place;
      saidSince.add(message);
      const kept = keep(message).then((one) => {
        saidSince.kept(message, one);
        return one;
      });
      const work = inTheirTurn(channel, async () => dealWith(message, await kept)).finally(() =>
        saidSince.remove(message),
      );
      during(eventOf(message), work);
      // What isn't stored counts as heard once it is dealt with.
      heard.holdDuring(kept.then((one) => (one && !one.stored ? work : undefined)));
      void saidLater(message, work);
      await kept;
    },
    heard(team, until) {
      heard.reached(team, until);
      toNote.in(NOTE_MS);
    },
    missed: begin,
  };

  function during(event: string | null, work: Promise<void>): void {
    working.set(work, event);
    work
      .catch((error: unknown) => {
        if (!stopping.signal.aborted) log.error('message.not-dealt-with', error, { platform: platform.name });
      })
      .finally(() => working.delete(work));
  }

  async function inTheirTurn(channel: string, work: () => Promise<void>): Promise<void> {
    await listed;
    // It only fails with the connection itself, which says so.
    reading.at(channel).catch(() => {});
    await turns.run(channel, async () => {
      await leftKnown();
      if (stopping.signal.aborted || reading.wasCut(channel)) throw new Error('it is dealt with at the next start');
      await work();
    });
  }

  async function leftKnown(): Promise<void> {
    await takingOver?.asked;
    await left.known;
  }

  /** What came together is kept together; where that fails, each by itself. */
  async function keepTogether(
    all: readonly IncomingMessage[],
  ): Promise<readonly PromiseSettledResult<PendingMessage | null>[]> {
    const together = await Promise.allSettled([stored(() => typed.keepAll(all))]);
    const [outcome] = together;
    if (outcome.status === 'fulfilled') return outcome.value.map((value) => ({ status: 'fulfilled', value }));
    if (all.length === 1) return [outcome];
    return Promise.allSettled(all.map((one) => stored(() => typed.keep(one))));
  }

  async function dealWith(message: IncomingMessage, kept: PendingMessage | null): Promise<void> {
    if (!kept || settled.has(kept)) return;
    const { said } = kept;
    await left.handleIn(said.place.channel, said.id);
    await catchUpTo(said);
    // What was said before it is looked at what is awaited: nobody answers what they are asked later.
    const likewise = saidSince.similar(message);
    const dealt = await dealing.handle({ ...kept, said: saidSince.marked(said) });
    if (dealt !== 'nothing-awaited' || likewise.length === 0) return;
    await stored(() => typed.settle(likewise));
    for (const one of likewise) settled.add(one);
  }

  async function catchUpTo(said: IncomingMessage): Promise<void> {
    for (const earlier of await stored(() => overtaken(said))) await stored(() => handIn(earlier));
  }

  /** Something that was read back. */
  async function handIn(said: IncomingMessage): Promise<void> {
    await leftKnown();
    await left.handleIn(said.place.channel, said.id);
    const kept = await typed.keep(said);
    if (kept) await dealing.handle(kept);
  }

  /** Notes at once what is to be read, before anything new can move it; reads it one channel after the other. */
  function begin(): void {
    const soFar = heard.soFar();
    const former = listed;
    heard.pause();
    connected.then(goneMeanwhile.begin, () => {});
    listing += 1;
    listed = former
      .then(() => stored(() => list(soFar)))
      .then(
        () => {
          if (listing === 1) heard.resume();
        },
        (error: unknown) => log.error('catch-up.not-listed', error),
      )
      .finally(() => {
        // Busy without a break: who waits for quiet waits for this too.
        void reading.goOn();
        listing -= 1;
      });
  }

  async function list(soFar: ReadonlyMap<string, string>): Promise<void> {
    const id = randomUUID();
    const channels = new Map<string, { readonly places: StillToRead[]; readonly regionIds: Set<string> }>();
    for (const region of await regionsOn(database, platform.name)) {
      const places = await inTransaction(database, async (tx) => {
        const scope = { tx, region, now: now() };
        const here = await heardIn(scope, platform.name);
        const until = newest(here?.until ?? null, soFar.get(here?.team ?? '') ?? null);
        const awaited = (await awaitedIn(scope, options)).map(({ place, after, mentionsOnly = false }) => ({
          ...{ place, after, mentionsOnly, heard: until },
        }));
        return listToRead(scope, platform.name, awaited, id);
      });
      for (const one of places) {
        const { channel } = one.place;
        const known = channels.get(channel) ?? { places: [], regionIds: new Set() };
        known.places.push(one);
        known.regionIds.add(region.id);
        channels.set(channel, known);
      }
    }
    for (const [channel, { places, regionIds }] of channels)
      reading.add({ channel, places, listing: id, regionIds: [...regionIds] });
    if (channels.size > 0) log.info('catch-up.begins', { platform: platform.name, channels: channels.size });
  }

  /** What was said to us alone before it and hasn't come yet: an answer counts for the question that it was given to. */
  async function overtaken(message: IncomingMessage): Promise<readonly IncomingMessage[]> {
    if (platform.capabilities.keepsOrder || !message.direct) return [];
    try {
      const awaited = await awaitedBefore(message, options);
      const said = await readAll(awaited, ({ place, after }) => platform.history(place, after));
      return said.filter(({ id }) => byTime(id, message.id) < 0);
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      // Better counted without it than not at all.
      log.warn('catch-up.order-unknown', { platform: platform.name, failure: error.message });
      return [];
    }
  }

  /** Stores how far the platform was heard: what was said until then needn't be looked for. */
  async function note(): Promise<void> {
    await listed;
    try {
      for (const [team, until] of heard.soFar()) {
        if (noted.get(team) === until) continue;
        await noteHeard(database, platform.name, { team, until });
        noted.set(team, until);
      }
    } catch (error) {
      log.error('catch-up.not-noted', error, { platform: platform.name });
    }
  }

  return {
    async start() {
      // What is awaited is noted before anything can come in.
      lease = turn(begin);
      takingOver = turnToTakeOver(left.begin);
      connected = platform.start(onlyWhileLeased(self, () => lease?.mine ?? false));
      await Promise.all([connected, lease.asked, takingOver.asked]);
    },
    inFlight: () => listing + working.size + turns.size + (reading.busy || goneMeanwhile.busy() ? 1 : 0),
    async stop() {
      stopping.abort();
      toNote.cancel();
      await Promise.all([lease?.release(), takingOver?.release()]);
      // A platform that refuses us ends the reading before the list is made.
      await listed;
      await reading.stop();
      await goneMeanwhile.done();
      await left.stop();
      await Promise.allSettled(working.keys());
      await note();
    },
  };
}
