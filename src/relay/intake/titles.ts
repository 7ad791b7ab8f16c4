import { DeliveryError } from '../../chat/platform.ts';
import type { Relaying } from '../../chat/relaying.ts';
import type { Database } from '../../database/database.ts';
import type { Log } from '../../log.ts';
import { translator } from '../../texts/translator.ts';
import type { Pace } from '../../timers/pace.ts';
import { threadTitle } from '../copies/render.ts';
import { RELAY_COPIES } from '../due-store.ts';
import type { Tied } from '../ties/tied.ts';
import { noteRetitled, type Retitling, threadsBelow, titlesToChange } from '../titles-store.ts';
import type { Rewritten } from './rewritten-store.ts';

/** The milliseconds after which titles to change are looked for again. */
const LOOK_MS = 30_000;

export interface TitlesOptions {
  readonly database: Database;
  readonly tied: Tied;
  readonly log: Log;
  readonly pace: Pace;
  /** Returns a platform's part in the relay; null when this process isn't connected to it. */
  readonly relayingOf: (platform: string) => Relaying | null;
}

/** Keeps the titles that the bot gave threads in line with the messages they are made of. */
export interface Titles {
  follow(rewritten: readonly Rewritten[]): void;
  /** Looks for titles that an erasure changes, now and from now on. */
  start(): void;
  /** Looks for them at once, for example because a platform is connected again. */
  look(): void;
  stop(): Promise<void>;
  busy(): boolean;
}

export function createTitles({ database, tied, log, pace, relayingOf }: TitlesOptions): Titles {
  let working = 0;
  let isStarted = false;
  let looking = Promise.resolve();
  let waits = false;
  let stopLooking = () => {};
  let stopListening = () => {};

  async function entitle(rewritten: readonly Rewritten[]): Promise<void> {
    const byId = new Map(rewritten.map((one) => [one.id, one]));
    const refs = await threadsBelow(database, [...byId.keys()]);
    for (const { messageId, channelId, refId } of refs) {
      const [channel, one] = [tied.byId(channelId), byId.get(messageId)];
      const relaying = channel && relayingOf(channel.platform);
      if (!relaying || !one) continue;
      // Words that are kept in are read where they were written, and become no title elsewhere, also while their copy still stands.
      if (one.withheld !== null && channelId !== one.channelId) continue;
      const t = translator(channel.locale, channel.timeZone);
      const author = { name: one.authorName, picture: null };
      const [before, now] = [one.before, one.content].map((content) => threadTitle(t, { author, content }));
      // A thread that can't be renamed keeps no other from it.
      await relaying.entitle(refId, now ?? '', before ?? null).catch((error: unknown) => failed(error, channelId));
    }
  }

  const failed = (error: unknown, channel?: string) => log.error('relay.title-stays', error, { channel });

  async function changeAll(): Promise<void> {
    for (let after: string | null = null; ; ) {
      const { due, next } = await titlesToChange(database, after);
      for (const { id, titles } of due) {
        const left: Retitling[] = [];
        for (const one of titles) if (!(await isChanged(one))) left.push(one);
        if (left.length < titles.length) await noteRetitled(database, id, titles, left);
      }
      if (next === null || !isStarted) return;
      after = next;
    }
  }

  /** Returns whether a thread has the title it should have, or never will. */
  async function isChanged({ platform, thread, from, to }: Retitling): Promise<boolean> {
    try {
      return (await relayingOf(platform)?.entitle(thread, to, from)) ?? false;
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      if (error.failure.kind !== 'refused') return false;
      failed(error);
      return true;
    }
  }

  function during(work: Promise<void>): Promise<void> {
    working += 1;
    return work
      .catch((error: unknown) => failed(error))
      .finally(() => {
        working -= 1;
      });
  }

  /** Requests that come while a look goes on lead to one more. */
  function look(): void {
    if (waits || !isStarted) return;
    waits = true;
    looking = during(
      looking.then(() => {
        waits = false;
        return changeAll();
      }),
    );
  }

  function lookEvery(): void {
    stopLooking = pace.after(LOOK_MS, () => {
      lookEvery();
      look();
    });
  }

  return {
    follow(rewritten) {
      if (rewritten.length > 0) void during(entitle(rewritten));
    },
    start() {
      isStarted = true;
      stopListening = database.wake.listen(RELAY_COPIES, look);
      lookEvery();
      look();
    },
    look,
    async stop() {
      isStarted = false;
      stopListening();
      stopLooking();
      await looking;
    },
    busy: () => working > 0,
  };
}
