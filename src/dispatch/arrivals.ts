import { databasePlatform } from '../access/platform-name.ts';
import type { Responder } from '../chat/platform.ts';
import { noteEvent, wasReceived } from './conversation-store.ts';
import type { InboxOptions } from './options.ts';

/** The platform's id of one thing a person did; null where it tells none. */
export type Arrival = string | null;

/** What a platform brings again though it was dealt with is dropped: nobody is answered twice. */
export interface Arrivals {
  /** Deals with it, unless that is being done. It counts as dealt with from its end: cut short, it may come again. */
  take(arrival: Arrival, responder: Responder, work: () => Promise<void>): Promise<void>;
  /** Whether it was dealt with before. */
  known(arrival: Arrival): Promise<boolean>;
  /** The region it happens in. */
  enter(arrival: Arrival, regionId: string): void;
}

export function createArrivals({ database, platform, log, now }: InboxOptions): Arrivals {
  const name = databasePlatform(platform.name);
  /** Being dealt with: the region, once known. */
  const current = new Map<string, string | null>();
  const eventOf = (arrival: string) => `interaction:${arrival}`;

  return {
    async take(arrival, responder, work) {
      if (arrival === null) return work();
      if (current.has(arrival)) return responder.drop();
      current.set(arrival, null);
      try {
        await work();
        const regionId = current.get(arrival) ?? null;
        if (regionId === null) return;
        await noteEvent(database, regionId, name, eventOf(arrival), now()).catch(
          // It has been answered all the same.
          (error: unknown) => log.error('interaction.not-noted', error),
        );
      } finally {
        current.delete(arrival);
      }
    },
    known: async (arrival) => arrival !== null && wasReceived(database, name, eventOf(arrival)),
    enter(arrival, regionId) {
      if (arrival !== null) current.set(arrival, regionId);
    },
  };
}
