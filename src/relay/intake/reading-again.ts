import { DeliveryError, type Platform } from '../../chat/platform.ts';
import type { RelayedMessage, RelayedPlace, Relaying } from '../../chat/relaying.ts';
import type { Database } from '../../database/database.ts';
import type { Log } from '../../log.ts';
import { alarm } from '../../timers/alarm.ts';
import type { Pace } from '../../timers/pace.ts';
import type { Tied } from '../ties/tied.ts';
import type { Intake } from './intake.ts';
import { noteReadAgain, touchedMessages } from './intake-store.ts';

/** Reactions come in bursts: a message is read again so many milliseconds after the first of them. */
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

/** Reads messages again that somebody reacted to, or pinned: the platform tells what changed, and not what is by now. */
export interface ReadingAgain {
  soon(): void;
  /** Returns a message as it stands now; null where none that people wrote stands, or can be read. Throws DeliveryError. */
  read(place: RelayedPlace, id: string): Promise<RelayedMessage | null>;
  /** Reads what is to be read, at once. */
  now(): Promise<void>;
  busy(): boolean;
  stop(): Promise<void>;
}

export function createReadingAgain(options: ReadingAgainOptions): ReadingAgain {
  const { database, platform, relaying, tied, intake, log, pace } = options;
  let running: Promise<void> | null = null;
  let again = false;
  const later = alarm(pace, () => void now());

  async function read(): Promise<void> {
    const channels = new Map(tied.on(platform.name).map((one) => [one.id, one]));
    if (channels.size === 0) return;
    for (const touched of await touchedMessages(database, [...channels.keys()])) {
      const channel = channels.get(touched.channelId);
      if (!channel) continue;
      const place = { channel: channel.channel, thread: touched.thread };
      const message = await readOne(place, touched.sourceId);
      if (message === null) await intake.forget(channel, [touched.sourceId]);
      else if (message !== 'unreadable') await intake.keep(channel, message);
      await noteReadAgain(database, touched);
    }
  }

  /** Returns a message as it stands now; null where none that people wrote stands there. */
  function readOne(place: RelayedPlace, id: string): Promise<RelayedMessage | null | 'unreadable'> {
    return relaying.read(place, id).catch((error: unknown) => {
      if (error instanceof DeliveryError && error.failure.kind === 'refused') return 'unreadable';
      throw error;
    });
  }

  function now(): Promise<void> {
    again = true;
    running ??= run();
    return running;
  }

  async function run(): Promise<void> {
    await Promise.resolve();
    try {
      while (again) {
        again = false;
        await read();
      }
    } catch (error) {
      log.error('relay.not-read-again', error, { platform: platform.name });
      later.in(AGAIN_MS);
    } finally {
      running = null;
    }
  }

  return {
    soon: () => later.in(GATHERING_MS),
    async read(...given) {
      const message = await readOne(...given);
      return message === 'unreadable' ? null : message;
    },
    now,
    busy: () => running !== null,
    async stop() {
      later.cancel();
      await running;
    },
  };
}
