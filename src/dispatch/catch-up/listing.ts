import { randomUUID } from 'node:crypto';
import { regionsOn } from '../../access/region/region-store.ts';
import { type ListedPlace, listUnread } from '../../access/region/unread-store.ts';
import { storedWatermarks } from '../../access/region/watermark-store.ts';
import { newest } from '../../chat/order.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { InboxOptions } from '../options.ts';
import { awaitedIn } from './awaited-places.ts';
import type { HistoryReading } from './history-reading.ts';
import type { Watermark } from './watermark.ts';

/** Lists the places that are to be read back. */
export interface Listing {
  /** Makes the list at once, before anything new can change it, and then has the channels read one after the other. */
  begin(): void;
  /** Resolves once every list that was begun is made. */
  readonly done: Promise<unknown>;
  readonly underWay: number;
}

export interface ListingOptions {
  readonly inbox: InboxOptions;
  readonly watermark: Watermark;
  readonly reading: HistoryReading;
  readonly stored: <T>(work: () => Promise<T>) => Promise<T>;
}

export function createListing({ inbox, watermark, reading, stored }: ListingOptions): Listing {
  const { database, platform, log, now } = inbox;
  let done: Promise<unknown> = Promise.resolve();
  let underWay = 0;

  async function list(heard: ReadonlyMap<string, string>): Promise<void> {
    const id = randomUUID();
    const channels = new Map<string, ListedPlace[]>();
    for (const region of await regionsOn(database, platform.name)) {
      const places = await inTransaction(database, async (tx) => {
        const scope = { tx, region, now: now() };
        const here = await storedWatermarks(scope, platform.name);
        const until = newest(here?.until ?? null, heard.get(here?.team ?? '') ?? null);
        const awaited = (await awaitedIn(scope, inbox)).map(({ place, after, mentionsOnly = false }) => ({
          ...{ place, after, mentionsOnly, heard: until },
        }));
        return listUnread(scope, platform.name, awaited, id);
      });
      for (const one of places) {
        const { channel } = one.place;
        const known = channels.get(channel);
        if (known) known.push(one);
        else channels.set(channel, [one]);
      }
    }
    for (const [channel, places] of channels) reading.add({ channel, places, listing: id });
    if (channels.size > 0) log.info('catch-up.begins', { platform: platform.name, channels: channels.size });
  }

  return {
    begin() {
      const heard = watermark.soFar();
      const former = done;
      watermark.pause();
      underWay += 1;
      done = former
        .then(() => stored(() => list(heard)))
        .then(
          () => {
            if (underWay === 1) watermark.resume();
          },
          (error: unknown) => log.error('catch-up.not-listed', error),
        )
        .finally(() => {
          // The reading begins before the list counts as made, so that whoever waits for quiet sees no gap between them.
          void reading.goOn();
          underWay -= 1;
        });
    },
    get done() {
      return done;
    },
    get underWay() {
      return underWay;
    },
  };
}
