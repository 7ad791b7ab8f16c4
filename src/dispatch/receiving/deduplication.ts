import type { Responder } from '../../chat/platform.ts';
import type { InboxOptions } from '../options.ts';
import type { Step } from '../pipeline.ts';
import { claimEvent, forgetEvent, type PlatformEvent } from '../running/event-store.ts';
import type { Received } from './received.ts';

/** The platform's id of one thing that a person did, the same at each delivery; null when the platform tells none. */
export type IdempotencyKey = string | null;

/** Drops repeated deliveries, to this process or to another, so that nothing is done or answered twice. */
export interface Deduplication {
  /** Runs the work unless this process is doing it already. What fails without an answer may be delivered again. */
  once(key: IdempotencyKey, responder: Responder, work: () => Promise<void>): Promise<void>;
  /**
   * Claims it for this process, in the region in which it happens. Returns false when it was claimed before. It stays
   * claimed when the process is killed afterwards: whoever gets no answer notices, and does it again.
   */
  claim(key: IdempotencyKey, regionId: string): Promise<boolean>;
  /** The name under which it is claimed, for whoever claims it in a statement that also does something else. */
  eventOf(key: string): PlatformEvent;
  /** Notes that it is claimed. */
  claimed(key: string): void;
  /** Lets what is claimed, and of which nothing came, be delivered again. */
  giveBack(key: string): Promise<void>;
}

export function createDeduplication({ database, platform, log, now }: InboxOptions): Deduplication {
  /** The things that this process is dealing with, and whether each is claimed. */
  const current = new Map<string, boolean>();
  const eventOf = (key: string) => ({ platform: platform.name, event: `interaction:${key}` });
  // Not set when claiming took so long that the person was told meanwhile to do it again.
  const claimed = (key: string) => {
    if (current.has(key)) current.set(key, true);
  };

  const giveBack = async (key: string) => {
    if (!current.get(key)) return;
    current.set(key, false);
    await forgetEvent(database, eventOf(key)).catch((lost: unknown) => log.error('interaction.not-given-back', lost));
  };

  return {
    eventOf,
    claimed,
    giveBack,
    async once(key, responder, work) {
      if (key === null) return work();
      if (current.has(key)) return responder.drop();
      current.set(key, false);
      try {
        await work();
      } catch (error) {
        await giveBack(key);
        throw error;
      } finally {
        current.delete(key);
      }
    },
    async claim(key, regionId) {
      if (key === null) return true;
      const ours = await claimEvent(database, regionId, eventOf(key), now());
      if (ours) claimed(key);
      return ours;
    },
  };
}

/** Drops what this process is dealing with already. */
export function deduplicated(deduplication: Deduplication): Step<Received> {
  return (received, next) =>
    deduplication.once(received.given.interaction ?? null, received.responder, () => next(received));
}
