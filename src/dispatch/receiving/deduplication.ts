import type { Responder } from '../../chat/platform.ts';
import type { InboxOptions } from '../options.ts';
import type { Step } from '../pipeline.ts';
import { claimEvent, forgetEvent } from '../running/event-store.ts';
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
}

export function createDeduplication({ database, platform, log, now }: InboxOptions): Deduplication {
  /** The things that this process is dealing with, and whether each is claimed. */
  const current = new Map<string, boolean>();
  const eventOf = (key: string) => ({ platform: platform.name, event: `interaction:${key}` });

  return {
    async once(key, responder, work) {
      if (key === null) return work();
      if (current.has(key)) return responder.drop();
      current.set(key, false);
      try {
        await work();
      } catch (error) {
        if (current.get(key)) {
          await forgetEvent(database, eventOf(key)).catch((lost: unknown) =>
            log.error('interaction.not-given-back', lost),
          );
        }
        throw error;
      } finally {
        current.delete(key);
      }
    },
    async claim(key, regionId) {
      if (key === null) return true;
      const ours = await claimEvent(database, regionId, eventOf(key), now());
      // Not set when claiming took so long that the person was told meanwhile to do it again.
      if (ours && current.has(key)) current.set(key, true);
      return ours;
    },
  };
}

/** Drops what this process is dealing with already. */
export function deduplicated(deduplication: Deduplication): Step<Received> {
  return (received, next) =>
    deduplication.once(received.given.interaction ?? null, received.responder, () => next(received));
}
