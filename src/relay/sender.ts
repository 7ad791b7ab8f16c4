import type { Platform } from '../chat/platform.ts';
import type { Database } from '../database/database.ts';
import type { Lease } from '../database/leases.ts';
import type { Log } from '../log.ts';
import type { Pace } from '../timers/pace.ts';
import type { FileMemory } from './copies/file-memory.ts';
import { dueChannels, RELAY_COPIES } from './due-store.ts';
import { forgetContents } from './forget-store.ts';
import { createLane, type Lane } from './lanes/lane.ts';
import { createOutcomes } from './lanes/outcomes.ts';
import type { Tied } from './ties/tied.ts';
import { channelsToClear, type TiedChannel } from './ties/tied-store.ts';

/** The time in milliseconds after which the sender looks for due copies without having been woken. */
const LOOK_MS = 30_000;
const SETTLE_MS = 60_000;

export interface RelaySenderOptions {
  readonly database: Database;
  readonly tied: Tied;
  readonly platform: Platform;
  readonly from: (platform: string) => Platform | null;
  /** The memory for files, which all platforms share. */
  readonly memory: FileMemory;
  readonly log: Log;
  readonly pace: Pace;
  readonly now: () => Date;
  readonly settleMs?: number | undefined;
  /** Called once copies are due in these channels, given by their rows. */
  readonly due: (channelIds: readonly string[]) => void;
  /** Returns whether a channel is being read back just now. */
  readonly isBeingRead: (channel: TiedChannel) => boolean;
}

/** Posts the copies that stand on one platform: channels side by side, each in its order. */
export interface RelaySender {
  /** Resolves when it is known whether this process posts to this platform. */
  start(): Promise<void>;
  /** Finishes what is being posted. */
  stop(): Promise<void>;
  /** Returns the lane of a channel, given by its row; null when this process doesn't post there. */
  lane(channelId: string): Lane | null;
  /** Tries to post in a channel again, because something about it has changed. */
  tryAnew(channelId: string): void;
  /** Resolves when nothing can be done now. */
  atRest(): Promise<void>;
  busy(): boolean;
}

export function createRelaySender(options: RelaySenderOptions): RelaySender {
  const { database, tied, platform, log, pace, settleMs = SETTLE_MS } = options;
  const { relaying } = platform;
  const lanes = new Map<string, Lane>();
  /** Channels that were cut and still hold copies to be deleted, by their rows. */
  let toClear: ReadonlyMap<string, TiedChannel> = new Map();
  const storeOutcomes = createOutcomes(database);
  let lease: Lease | null = null;
  let stopListening: readonly (() => void)[] = [];
  let stopLooking = () => {};
  let looking: Promise<void> | null = null;
  let waits = false;

  function laneOf(id: string): Lane | null {
    const known = lanes.get(id);
    if (known) return known;
    const channel = tied.byId(id) ?? toClear.get(id);
    if (!relaying || channel?.platform !== platform.name) return null;
    const isMine = () => lease?.mine ?? false;
    const lane = createLane({ ...options, storeOutcomes, settleMs, relaying, channel, isMine });
    lanes.set(id, lane);
    return lane;
  }

  /** Copies in a channel that was cut stay as they are, except those that their authors take back. */
  function forgetCut(): void {
    for (const [id, lane] of lanes) {
      if (tied.byId(id) || toClear.has(id)) continue;
      lanes.delete(id);
      void lane.stop();
    }
  }

  async function wakeAll(): Promise<void> {
    if (!lease?.mine) return;
    await forgetContents(database);
    const due = await dueChannels(
      database,
      tied.on(platform.name).map(({ id }) => id),
    );
    toClear = new Map((await channelsToClear(database, platform.name)).map((one) => [one.id, one]));
    await Promise.all([...due, ...toClear.keys()].map((id) => laneOf(id)?.wake()));
  }

  /** Requests that come while a look goes on lead to one more. */
  function look(): void {
    if (waits) return;
    waits = true;
    looking = (looking ?? Promise.resolve())
      .then(() => {
        waits = false;
        return wakeAll();
      })
      .catch((error: unknown) => log.error('relay.not-looked', error, { platform: platform.name }));
  }

  function lookEvery(): void {
    stopLooking = pace.after(LOOK_MS, () => {
      lookEvery();
      look();
    });
  }

  return {
    async start() {
      if (!relaying) return;
      lease = database.leases.take(`relay ${platform.name}`, look);
      stopListening = [database.wake.listen(RELAY_COPIES, look)];
      tied.whenRead(forgetCut);
      lookEvery();
      await lease.asked;
    },
    async stop() {
      for (const stop of stopListening) stop();
      stopLooking();
      const left = lease;
      lease = null;
      await Promise.all([...lanes.values()].map((lane) => lane.stop()));
      await looking;
      await left?.release();
    },
    lane: (channelId) => (lease?.mine ? laneOf(channelId) : null),
    tryAnew(channelId) {
      if (lease?.mine) void laneOf(channelId)?.tryAnew();
    },
    async atRest() {
      await looking;
      // Where no channel is tied and none has to be cleared, nothing is due. A change of that is told, and starts a
      // look.
      if (tied.on(platform.name).length > 0 || toClear.size > 0) await wakeAll();
    },
    busy: () => [...lanes.values()].some((lane) => lane.busy()),
  };
}
