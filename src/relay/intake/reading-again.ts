import { DeliveryError, type Platform } from '../../chat/platform.ts';
import type { RelayedMessage, RelayedPlace, Relaying } from '../../chat/relaying.ts';
import { createSteps } from '../../concurrency/steps.ts';
import type { Database } from '../../database/database.ts';
import type { Log } from '../../log.ts';
import { alarm } from '../../timers/alarm.ts';
import type { Pace } from '../../timers/pace.ts';
import type { Tied } from '../ties/tied.ts';
import type { TiedChannel } from '../ties/tied-store.ts';
import type { Intake } from './intake.ts';
import { noteReadAgain, type TouchedMessage, touchedMessages } from './intake-store.ts';

/** The milliseconds after the first reaction to a message before it is read again, since reactions come in bursts. */
const GATHERING_MS = 300;
const AGAIN_MS = 10_000;

export interface ReadingAgainOptions {
  readonly database: Database;
  readonly platform: Platform;
  readonly relaying: Relaying;
  readonly tied: Tied;
  readonly intake: Intake;
  readonly log: Log;
  readonly pace: Pace;
}

/** Reads messages again after a reaction or a pin: the platform tells the change, and not the state after it. */
export interface ReadingAgain {
  soon(): void;
  /** Returns a message as it stands now; null where none that people wrote stands there. Throws DeliveryError. */
  read(place: RelayedPlace, id: string): Promise<RelayedMessage | null | 'unreadable'>;
  /** Reads the messages to read again, at once, unless the platform has to be left alone. */
  now(): Promise<void>;
  busy(): boolean;
  stop(): Promise<void>;
}

export function createReadingAgain(options: ReadingAgainOptions): ReadingAgain {
  const { database, platform, relaying, tied, intake, log, pace } = options;
  const steps = createSteps(readAll, failed);
  const later = alarm(pace, () => void steps.go());
  /** The moment before which the platform lets nothing be read. */
  let notBefore = 0;

  function failed(error: unknown, channel?: TiedChannel): void {
    log.error('relay.not-read-again', error, { platform: platform.name, ...(channel ? { channel: channel.id } : {}) });
    later.in(AGAIN_MS);
  }

  /** Reads all messages to read again. Those added meanwhile are read in another step. */
  async function readAll(): Promise<false> {
    const wait = notBefore - pace.now();
    if (wait > 0) {
      later.in(wait + 1);
      return false;
    }
    const channels = new Map(tied.on(platform.name).map((one) => [one.id, one]));
    if (channels.size === 0) return false;
    for (const touched of await touchedMessages(database, [...channels.keys()])) {
      const channel = channels.get(touched.channelId);
      if (!channel) continue;
      try {
        await readAgain(channel, touched);
      } catch (error) {
        if (error instanceof DeliveryError && error.failure.kind === 'rate-limited') {
          const { retryAfter } = error.failure;
          notBefore = pace.now() + retryAfter;
          later.in(retryAfter + 1);
          return false;
        }
        // A message that can't be read keeps no other from being read, unless nothing can be.
        failed(error, channel);
        if (error instanceof DeliveryError && error.failure.kind === 'unavailable') return false;
      }
    }
    return false;
  }

  async function readAgain(channel: TiedChannel, touched: TouchedMessage): Promise<void> {
    const message = await read({ channel: channel.channel, thread: touched.thread }, touched.sourceId);
    if (message === null) await intake.forget(channel, [touched.sourceId]);
    else if (message !== 'unreadable') await intake.keep(channel, message);
    await noteReadAgain(database, touched);
  }

  function read(place: RelayedPlace, id: string): Promise<RelayedMessage | null | 'unreadable'> {
    return relaying.read(place, id).catch((error: unknown) => {
      if (error instanceof DeliveryError && error.failure.kind === 'refused') return 'unreadable';
      throw error;
    });
  }

  return {
    soon: () => later.in(GATHERING_MS),
    read,
    now: () => steps.go(),
    busy: () => steps.busy(),
    async stop() {
      later.cancel();
      await steps.ended();
      // Work under way may have asked for more.
      later.cancel();
    },
  };
}
