import type { PlatformName } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import type { Log } from '../../log.ts';
import { alarm } from '../../timers/alarm.ts';
import type { Pace } from '../../timers/pace.ts';
import { type TiedChannel, tiedChannels } from './tied-store.ts';

/** The name under which processes tell each other that channels were tied or cut. */
export const RELAY_CHANNELS = 'relay-channels';

/** The channels that are tied now, as far as this process knows. */
export interface Tied {
  /** Reads them; resolves when they are known. */
  load(): Promise<void>;
  /** Returns the channel of a relay; null for any other. */
  at(platform: PlatformName, channel: string): TiedChannel | null;
  byId(id: string): TiedChannel | null;
  /** Returns the other channels of a channel's relay. The channel is given by its row. */
  others(id: string): readonly TiedChannel[];
  on(platform: PlatformName): readonly TiedChannel[];
  /** Calls the listener with the channels tied since the last reading. */
  whenTied(listener: (channels: readonly TiedChannel[]) => void): void;
  /** Calls the listener each time they are read anew. */
  whenRead(listener: () => void): void;
  stop(): Promise<void>;
}

/** The time in milliseconds after which a failed reading is repeated. */
const AGAIN_MS = 1_000;

export function createTied(database: Database, log: Log, pace: Pace): Tied {
  let channels: ReadonlyMap<string, TiedChannel> = new Map();
  let places: ReadonlyMap<string, TiedChannel> = new Map();
  let others: ReadonlyMap<string, readonly TiedChannel[]> = new Map();
  const listeners: ((channels: readonly TiedChannel[]) => void)[] = [];
  const readers: (() => void)[] = [];
  let reading: Promise<void> = Promise.resolve();
  let waiting = false;
  const later = alarm(pace, readSoon);

  async function read(): Promise<void> {
    waiting = false;
    const now = await tiedChannels(database);
    const begun = now.filter(({ id }) => !channels.has(id));
    channels = new Map(now.map((one) => [one.id, one]));
    places = new Map(now.map((one) => [placeOf(one.platform, one.channel), one]));
    others = new Map(now.map(({ id, relayId }) => [id, now.filter((one) => one.relayId === relayId && one.id !== id)]));
    if (begun.length > 0) for (const listener of listeners) listener(begun);
    for (const reader of readers) reader();
  }

  /** Requests that come during a reading lead to one more. */
  function load(): Promise<void> {
    if (waiting) return reading;
    waiting = true;
    reading = reading.catch(() => {}).then(read);
    return reading;
  }

  function readSoon(): void {
    load().catch((error: unknown) => {
      log.error('relay.channels-not-read', error);
      // Nobody tells twice that channels were tied or cut.
      later.in(AGAIN_MS);
    });
  }

  const stopListening = database.wake.listen(RELAY_CHANNELS, readSoon);

  return {
    load,
    at: (platform, channel) => places.get(placeOf(platform, channel)) ?? null,
    byId: (id) => channels.get(id) ?? null,
    others: (id) => others.get(id) ?? [],
    on: (platform) => [...channels.values()].filter((one) => one.platform === platform),
    whenTied: (listener) => void listeners.push(listener),
    whenRead: (reader) => void readers.push(reader),
    async stop() {
      stopListening();
      later.cancel();
      await reading.catch(() => {});
    },
  };
}

const placeOf = (platform: PlatformName, channel: string) => `${platform} ${channel}`;
