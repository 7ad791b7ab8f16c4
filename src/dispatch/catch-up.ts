import type { Region } from '../access/region.ts';
import { regionsOn } from '../access/store.ts';
import { byTime } from '../chat/order.ts';
import type { Place } from '../chat/place.ts';
import { DeliveryError, type Inbox, type IncomingMessage } from '../chat/platform.ts';
import { createTurns } from '../chat/turns.ts';
import type { Database } from '../database/database.ts';
import type { Lease } from '../database/leases.ts';
import { inTransaction } from '../database/transaction.ts';
import { createGoneMeanwhile } from './gone-meanwhile.ts';
import { inTurn } from './listening.ts';
import type { InboxOptions } from './options.ts';
import { patiently } from './patiently.ts';
import type { Awaited } from './registry.ts';
import { createSaidLater } from './said-later.ts';
import { findEntry, SeveralRegions } from './session.ts';
import { untilStored } from './until-stored.ts';

/** The platform and its inbox, with what people said while nobody listened. */
export interface CatchUp {
  /** Connects the platform and begins to read back. Resolves when it is connected; rejects as the platform does. */
  start(): Promise<void>;
  /** Places that are being read, or wait to be. */
  inFlight(): number;
  /** Reads on no further; resolves when what was begun is done. */
  stop(): Promise<void>;
}

/**
 * Reads every place in which a reply is expected from the last message that was read there, at the start and whenever the
 * platform has missed something, and hands it in as if it had just been said. What is said there meanwhile waits for its
 * turn, so that answers count in the order they were given; so does what is said while the database is away.
 * @param turn asks for the turn to take in what the platform tells every process; who gets it reads back first.
 */
export function createCatchUp(options: InboxOptions, inbox: Inbox, turn: (begun: () => void) => Lease): CatchUp {
  const { database, registry, platform, log, now } = options;
  const turns = createTurns();
  const saidLater = createSaidLater(options);
  const stopping = new AbortController();
  const stored = <T>(work: () => Promise<T>) => untilStored(work, options, stopping.signal);
  const goneMeanwhile = createGoneMeanwhile(options, stopping.signal);
  /** Still to be read, by channel. */
  const waiting = new Map<string, readonly Awaited[]>();
  /** Channels whose reading was cut short: nothing said there later may be taken in before it. */
  const cut = new Set<string>();
  let listed: Promise<unknown> = Promise.resolve();
  let connected: Promise<unknown> = Promise.resolve();
  let reading: Promise<void> = Promise.resolve();
  let rounds = 0;
  let lease: Lease | null = null;

  const self: Inbox = {
    ...inbox,
    message: (message) => saidLater(message, takeIn(message)),
    missed: begin,
  };

  async function takeIn(message: IncomingMessage): Promise<void> {
    await listed;
    const { channel } = message.place;
    // It only fails with the connection itself, which says so.
    take(channel).catch(() => {});
    await turns.run(channel, async () => {
      if (cut.has(channel)) throw new Error('what was said before it is read at the next start');
      await stored(async () => {
        for (const earlier of await overtaken(message)) await inbox.message(earlier);
        await inbox.message(message);
      });
    });
  }

  /** Notes at once what is to be read, before anything new can move it; reads it one channel after the other. */
  function begin(): void {
    const former = reading;
    rounds += 1;
    listed = stored(list).catch((error: unknown) => log.error('catch-up.not-listed', error));
    connected.then(goneMeanwhile.begin, () => {});
    reading = Promise.all([former, listed, connected])
      .then(async () => {
        for (const channel of [...waiting.keys()]) await take(channel);
      })
      .catch(() => {})
      .finally(() => {
        rounds -= 1;
      });
  }

  async function list(): Promise<void> {
    const found = new Map<string, readonly Awaited[]>();
    for (const one of await awaitedPlaces(await regionsOn(database, platform.name))) {
      found.set(one.place.channel, [...(found.get(one.place.channel) ?? []), one]);
    }
    for (const [channel, places] of found) waiting.set(channel, places);
    if (waiting.size > 0) log.info('catch-up.begins', { platform: platform.name, channels: waiting.size });
  }

  /** Where a reply is expected in these regions; `at`: only in its channel. */
  async function awaitedPlaces(regions: readonly Region[], at?: Place): Promise<readonly Awaited[]> {
    const found: Awaited[] = [];
    for (const region of regions) {
      await inTransaction(database, async (tx) => {
        for (const awaiting of registry.awaiting) {
          found.push(...(await awaiting({ tx, region, now: now() }, platform.name, at)));
        }
      });
    }
    return found;
  }

  /** What was said to us alone before it and hasn't come yet: an answer counts for the question that it was given to. */
  async function overtaken(message: IncomingMessage): Promise<readonly IncomingMessage[]> {
    if (platform.capabilities.keepsOrder || !message.direct) return [];
    try {
      // However many regions there are: nobody awaits in another what is said in this one.
      const awaited = await awaitedPlaces(await regionsMeant(database, message), message.place);
      const said = await readAll(awaited, ({ place, after }) => platform.history(place, after));
      return said.filter(({ id }) => byTime(id, message.id) < 0);
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      // Better counted without it than not at all.
      log.warn('catch-up.order-unknown', { platform: platform.name, failure: error.message });
      return [];
    }
  }

  /** Reads a channel in its turn, if it is still to be read. */
  async function take(channel: string): Promise<void> {
    const places = waiting.get(channel);
    if (!places) return;
    waiting.delete(channel);
    await turns.run(channel, () => readBack(channel, places));
  }

  async function readBack(channel: string, places: readonly Awaited[]): Promise<void> {
    await connected;
    for (const message of await readAll(places, readOn)) {
      if (stopping.signal.aborted) break;
      try {
        await stored(() => inbox.message(message));
      } catch (error) {
        // What comes after it would be taken for an answer to the wrong question: both are read again next time.
        log.error('catch-up.message-failed', error, { platform: platform.name });
        return;
      }
    }
    if (stopping.signal.aborted) cut.add(channel);
  }

  /** A place that can't be read any more (its thread is gone, or closed to the bot) keeps nobody else waiting. */
  async function readOn({ place, after }: Awaited): Promise<readonly IncomingMessage[]> {
    try {
      return (await patiently(() => platform.history(place, after), stopping.signal)) ?? [];
    } catch (error) {
      log.error('catch-up.not-read', error, { platform: platform.name });
      return [];
    }
  }

  return {
    async start() {
      // What is awaited is noted before anything can come in.
      lease = turn(begin);
      connected = platform.start(inTurn(self, () => lease?.mine ?? false));
      await Promise.all([connected, lease.asked]);
    },
    inFlight: () => rounds + turns.size + (goneMeanwhile.busy() ? 1 : 0),
    async stop() {
      stopping.abort();
      await lease?.release();
      // A platform that refuses us ends the reading before the list is made.
      await listed;
      await reading;
      await goneMeanwhile.done();
    },
  };
}

/** The region that a typed message is for; several where nothing tells which. */
async function regionsMeant(database: Database, { user, place }: IncomingMessage): Promise<readonly Region[]> {
  try {
    const entry = await findEntry(database, user, { place, typed: true });
    return entry ? [entry.region] : [];
  } catch (error) {
    if (error instanceof SeveralRegions) return error.regions;
    throw error;
  }
}

/** What was said in these places, in its order, each once. */
async function readAll(
  places: readonly Awaited[],
  read: (one: Awaited) => Promise<readonly IncomingMessage[]>,
): Promise<readonly IncomingMessage[]> {
  const said = new Map<string, IncomingMessage>();
  for (const one of places) {
    for (const message of await read(one)) {
      if (!one.mentionsOnly || message.mentionsBot) said.set(message.id, message);
    }
  }
  return [...said.values()].sort((a, b) => byTime(a.id, b.id));
}
