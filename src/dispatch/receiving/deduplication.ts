import type { Responder } from '../../chat/platform.ts';
import type { InboxOptions } from '../options.ts';
import { claimEvent, forgetEvent } from '../running/event-store.ts';

/** The platform's id of one thing a person did; null where it tells none. */
export type IdempotencyKey = string | null;

/** What a platform brings again, to this process or to another, is dropped: nothing is done twice, nobody answered twice. */
export interface Deduplication {
  /** Deals with it, unless that is being done here. What fails without an answer may come again. */
  take(arrival: IdempotencyKey, responder: Responder, work: () => Promise<void>): Promise<void>;
  /**
   * Makes it ours to deal with, in the region it happens in; false when it is or was dealt with already. A process that is
   * killed afterwards leaves it so: of what nobody answered the person knows, and does it again.
   */
  claim(arrival: IdempotencyKey, regionId: string): Promise<boolean>;
}

export function createDeduplication({ database, platform, log, now }: InboxOptions): Deduplication {
  /** Being dealt with here, and whether it is claimed. */
  const current = new Map<string, boolean>();
  const eventOf = (arrival: string) => ({ platform: platform.name, event: `interaction:${arrival}` });

  return {
    async take(arrival, responder, work) {
      if (arrival === null) return work();
      if (current.has(arrival)) return responder.drop();
      current.set(arrival, false);
      try {
        await work();
      } catch (error) {
        if (current.get(arrival)) {
          await forgetEvent(database, eventOf(arrival)).catch((lost: unknown) =>
            log.error('interaction.not-given-back', lost),
          );
        }
        throw error;
      } finally {
        current.delete(arrival);
      }
    },
    async claim(arrival, regionId) {
      if (arrival === null) return true;
      const ours = await claimEvent(database, regionId, eventOf(arrival), now());
      // Not when that took so long that it was told meanwhile to be done again.
      if (ours && current.has(arrival)) current.set(arrival, true);
      return ours;
    },
  };
}
