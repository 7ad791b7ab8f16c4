import type { Platform } from '../chat/platform.ts';
import { type RelayIntake, relayedChannelOf } from '../chat/relaying.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import { type Pace, realPace } from '../timers/pace.ts';
import { createFileMemory } from './copies/file-memory.ts';
import { tellDue } from './due-store.ts';
import { createHandOver } from './intake/handing.ts';
import { createIntake, type Intake } from './intake/intake.ts';
import { createReadingAgain, type ReadingAgain } from './intake/reading-again.ts';
import { createReadingBack, type ReadingBack } from './intake/reading-back.ts';
import { createRequestedReading } from './intake/requested-reading.ts';
import { createTitles } from './intake/titles.ts';
import type { Lane } from './lanes/lane.ts';
import { createRelaySender, type RelaySender } from './sender.ts';
import { createTied } from './ties/tied.ts';
import { noteUnreadable, type TiedChannel } from './ties/tied-store.ts';

export interface RelayOptions {
  readonly database: Database;
  readonly platforms: readonly Platform[];
  readonly log: Log;
  /** Domain clock. */
  readonly now: () => Date;
  readonly pace?: Pace | undefined;
  /** How long a platform may take to store what it was sent, in milliseconds; a minute by default. */
  readonly settleMs?: number | undefined;
  /** Whether this process posts copies. */
  readonly sends: boolean;
}

/** The channels on several platforms that are one conversation: what is said in one stands in the others. */
export interface Relay {
  /** Reads what is tied. Called before anything comes in. */
  load(): Promise<void>;
  /** Returns what a platform hands events of relayed channels to; null where it takes no part. */
  intake(platform: Platform): RelayIntake | null;
  /** Reads back what was said while nobody listened: the platform is connected, or has missed something. */
  missed(platform: Platform): void;
  /** Begins to post. */
  start(): Promise<void>;
  /** Finishes what was begun. */
  stop(): Promise<void>;
  /** Looks for what is to be done, and resolves when nothing can be done now. */
  atRest(): Promise<void>;
  idle(): boolean;
}

/** The parts of one platform's side of the relay. */
interface Side {
  readonly platform: Platform;
  readonly intake: Intake;
  readonly readingBack: ReadingBack;
  readonly readingAgain: ReadingAgain;
  readonly sender: RelaySender;
  /** Resolves once the reading back of what was said before this process listened has begun. */
  readonly listening: Promise<void>;
  readonly begin: () => void;
}

/** Returns a function that says whether what was said in a channel while nobody listened is just being read. */
function isReading(sides: ReadonlyMap<string, Side>) {
  return ({ id, platform }: TiedChannel): boolean => sides.get(platform)?.readingBack.isReading(id) ?? false;
}

function isIdle({ intake, readingBack, readingAgain, sender }: Side): boolean {
  return [intake, readingBack, readingAgain, sender].every((one) => !one.busy());
}

export function createRelay(options: RelayOptions): Relay {
  const { database, platforms, log, now, pace = realPace, sends, settleMs } = options;
  const tied = createTied(database, log, pace);
  const sides = new Map<string, Side>();
  const from = (name: string): Platform | null => platforms.find((platform) => platform.name === name) ?? null;

  /** Returns the lane of a channel; null when another process may post there, or none. */
  function laneOf({ id, platform }: TiedChannel): Lane | null {
    return sides.get(platform)?.sender.lane(id) ?? null;
  }

  function due(channelIds: readonly string[]): void {
    let isElsewhere = false;
    for (const id of channelIds) {
      const channel = tied.byId(id);
      const lane = channel && laneOf(channel);
      if (lane) void lane.wake();
      else isElsewhere = true;
    }
    if (isElsewhere) tellDue(database).catch((error: unknown) => log.error('relay.not-told', error));
  }

  const memory = createFileMemory();
  const titles = createTitles({ database, tied, log, pace, relayingOf: (name) => from(name)?.relaying ?? null });
  const handOver = createHandOver({ tied, laneOf, now: () => pace.now() });

  for (const platform of platforms) {
    const { relaying } = platform;
    if (!relaying) continue;
    const shared = { database, platform, relaying, tied, log, pace };
    const sender = createRelaySender({ ...shared, from, memory, now, settleMs, due, isBeingRead: isReading(sides) });
    const intake = createIntake({
      ...{ database, platform: platform.name, tied, pace, handOver, due, rewritten: titles.follow },
      touched: () => readingAgain.soon(),
      read: (place, id) => readingAgain.read(place, id),
      readBack(channel) {
        readingBack.begin(channel);
        return readingBack.done(channel.id);
      },
      // Whatever changed, it may be possible now to post there.
      channelChanged: ({ id }) => sender.tryAnew(id),
      unreadable: (channel) => noteUnreadable(database, channel, now()),
    });
    const readingAgain = createReadingAgain({ ...shared, intake });
    let begin = () => {};
    const listening = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const readingBack = createReadingBack({ ...shared, intake, due });
    sides.set(platform.name, { platform, intake, readingAgain, readingBack, sender, listening, begin });
  }

  // What was said between the tying and its becoming known here is read back.
  tied.whenTied((channels) => {
    for (const channel of channels) readBack(channel);
  });

  function readBack(channel: TiedChannel): void {
    const side = sides.get(channel.platform);
    if (side?.platform.status() === 'connected') side.readingBack.begin(channel);
  }

  const requests = createRequestedReading({ database, tied, log, platforms, readBack });
  return {
    load: () => tied.load(),
    intake(platform) {
      const side = sides.get(platform.name);
      if (!side) return null;
      return {
        isRelayed: (channel) => tied.at(platform.name, channel) !== null,
        async take(event) {
          const channel = tied.at(platform.name, relayedChannelOf(event));
          // What was said before comes first.
          await side.listening;
          if (channel) await side.readingBack.done(channel.id);
          try {
            await side.intake.take(event);
          } catch (error) {
            // Not every platform brings again what couldn't be stored: it is read back.
            if (channel) side.readingBack.begin(channel);
            throw error;
          }
        },
      };
    },
    missed({ name }) {
      const side = sides.get(name);
      // It begins at once, before anything else is told, though the platform may just be about to connect.
      for (const channel of tied.on(name)) side?.readingBack.begin(channel);
      side?.begin();
      side?.readingAgain.soon();
      titles.look();
    },
    async start() {
      if (sends) titles.start();
      if (sends) await Promise.all([...sides.values()].map(({ sender }) => sender.start()));
    },
    async stop() {
      requests.stop();
      await titles.stop();
      const all = [...sides.values()];
      // Where nobody ever listened, what came in waits no longer.
      for (const { begin, intake } of all) {
        begin();
        intake.stop();
      }
      await Promise.all(all.flatMap(({ readingBack, readingAgain }) => [readingBack.stop(), readingAgain.stop()]));
      await Promise.all(all.map(({ sender }) => sender.stop()));
      await tied.stop();
    },
    async atRest() {
      const all = [...sides.values()];
      await Promise.all(all.map(({ readingAgain }) => readingAgain.now()));
      await Promise.all(all.map(({ sender }) => sender.atRest()));
    },
    idle: () => [requests, titles].every((one) => !one.busy()) && [...sides.values()].every(isIdle),
  };
}
