import { randomUUID } from 'node:crypto';
import { heardIn, noteHeard } from '../access/heard-store.ts';
import { regionsOn } from '../access/store.ts';
import { listToRead, type StillToRead } from '../access/to-read-store.ts';
import { byTime, newest } from '../chat/order.ts';
import { DeliveryError, type Inbox, type IncomingMessage } from '../chat/platform.ts';
import { createTurns } from '../chat/turns.ts';
import type { Lease } from '../database/leases.ts';
import { inTransaction } from '../database/transaction.ts';
import { alarm } from '../delivery/alarm.ts';
import { realPace } from '../delivery/pace.ts';
import { awaitedBefore, awaitedIn, readAll } from './awaited-places.ts';
import { createGoneMeanwhile } from './gone-meanwhile.ts';
import { createHeard } from './heard.ts';
import { inTurn } from './listening.ts';
import type { InboxOptions } from './options.ts';
import { createReading } from './reading.ts';
import { createSaidLater } from './said-later.ts';
import { untilStored } from './until-stored.ts';

/** How soon it is stored how far the platform was heard. */
const NOTE_MS = 30_000;

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
 * Reads every place in which a reply is expected from the last message that was read there, at the start and whenever the
 * platform has missed something, and hands it in as if it had just been said. Which places those are is stored before, so that
 * none counts as read that wasn't, whatever comes in between; those in which nothing was said since the platform was heard
 * aren't read. What is said there meanwhile waits for its turn, so that answers count in the order they were given; so does
 * what is said while the database is away.
 * @param turn asks for the turn to take in what the platform tells every process; who gets it reads back first.
 */
export function createCatchUp(options: InboxOptions, inbox: Inbox, turn: (begun: () => void) => Lease): CatchUp {
  const { database, platform, log, now, pace = realPace } = options;
  const turns = createTurns();
  const heard = createHeard();
  const saidLater = createSaidLater(options);
  const stopping = new AbortController();
  const stored = <T>(work: () => Promise<T>) => untilStored(work, options, stopping.signal);
  const goneMeanwhile = createGoneMeanwhile(options, stopping.signal);
  let listed: Promise<unknown> = Promise.resolve();
  let connected: Promise<unknown> = Promise.resolve();
  let listing = 0;
  let lease: Lease | null = null;
  const reading = createReading({
    ...{ database, platform, log, inbox, turns, pace, stored },
    ...{ connected: () => connected, signal: stopping.signal },
  });
  const toNote = alarm(pace, () => void note());
  const noted = new Map<string, string>();

  const self: Inbox = {
    ...inbox,
    message(message) {
      const taken = takeIn(message);
      heard.during(taken);
      return saidLater(message, taken);
    },
    heard(team, until) {
      heard.told(team, until);
      toNote.in(NOTE_MS);
    },
    missed: begin,
  };

  async function takeIn(message: IncomingMessage): Promise<void> {
    await listed;
    const { channel } = message.place;
    // It only fails with the connection itself, which says so.
    reading.at(channel).catch(() => {});
    await turns.run(channel, async () => {
      if (reading.wasCut(channel)) throw new Error('what was said before it is read at the next start');
      await stored(async () => {
        for (const earlier of await overtaken(message)) await inbox.message(earlier);
        await inbox.message(message);
      });
    });
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
      connected = platform.start(inTurn(self, () => lease?.mine ?? false));
      await Promise.all([connected, lease.asked]);
    },
    inFlight: () => listing + turns.size + (reading.busy || goneMeanwhile.busy() ? 1 : 0),
    async stop() {
      stopping.abort();
      toNote.cancel();
      await lease?.release();
      // A platform that refuses us ends the reading before the list is made.
      await listed;
      await reading.stop();
      await goneMeanwhile.done();
      await note();
    },
  };
}
