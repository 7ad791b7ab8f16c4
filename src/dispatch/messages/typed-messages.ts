import { regionById } from '../../access/region/region-store.ts';
import { byTime } from '../../chat/order.ts';
import type { IncomingMessage } from '../../chat/platform.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { InboxOptions } from '../options.ts';
import {
  countAttempt,
  forgetEvent,
  type PendingEvent,
  pendingEvents,
  settleEvents,
  takeEvent,
} from '../running/event-store.ts';
import { failure } from '../running/words.ts';
import { createKeepAll } from './keeping.ts';
import { parseMessage } from './kept-message.ts';
import { createMessagePipeline } from './message-pipeline.ts';
import type { Handled, PendingMessage } from './pending-message.ts';
import { sendReply } from './reply.ts';
import { resolveNames } from './resolve-names.ts';

/** Stores what people type, as it came, and deals with it afterwards, once. */
export interface TypedMessages {
  /**
   * Stores a message. Returns null for one that was dealt with already, and for one that isn't meant for the bot, of
   * which nothing is stored.
   */
  keep(said: IncomingMessage): Promise<PendingMessage | null>;
  /** Stores several messages that were said one after the other. */
  keepAll(said: readonly IncomingMessage[]): Promise<readonly (PendingMessage | null)[]>;
  /** Adds the names of its author and of those it mentions, as far as the platform tells them in time. */
  withNames(kept: PendingMessage): Promise<PendingMessage>;
  /** Does what the message asks for. */
  handle(kept: PendingMessage): Promise<Handled>;
  /** Marks these as dealt with although nothing comes of them, for later deliveries too. */
  settle(kept: readonly PendingMessage[]): Promise<void>;
  /** Gives up a message, and tells its author. */
  giveUp(kept: PendingMessage, why: unknown): Promise<void>;
  /** Returns everything that is pending, in the order it was said. */
  pending(): Promise<readonly PendingMessage[]>;
  /**
   * Counts one more attempt at a message that a process left. Returns the number of attempts; null when it was dealt
   * with.
   */
  resume(kept: PendingMessage): Promise<number | null>;
}

export function createTypedMessages(options: InboxOptions): TypedMessages {
  const { database, platform, log, now, locales } = options;
  const keepAll = createKeepAll(options);
  const answer = createMessagePipeline(options);
  const nameOf = (event: string) => ({ platform: platform.name, event });

  /** Parses a stored message. One in a format that isn't known any more can't be dealt with. */
  async function parsed({ event, ...stored }: PendingEvent): Promise<PendingMessage | null> {
    try {
      return { said: parseMessage(stored.said, platform), event, stored };
    } catch (error) {
      log.error('message.not-readable', error, { platform: platform.name, message: event });
      await forgetEvent(database, nameOf(event));
      return null;
    }
  }

  const self: TypedMessages = {
    keepAll,

    async keep(given) {
      const [kept = null] = await keepAll([given]);
      return kept;
    },

    withNames: async (kept) => ({ ...kept, said: await resolveNames(platform, kept.said) }),

    async handle(kept) {
      const outcome = await answer(kept);
      if (outcome === 'noted') return 'done';
      if (outcome === 'nothing-awaited') await self.settle([kept]);
      else if (kept.stored) await forgetEvent(database, nameOf(kept.event));
      return outcome;
    },

    async settle(all) {
      const events = all.flatMap(({ stored, event }) => (stored ? [event] : []));
      if (events.length > 0) await settleEvents(database, platform.name, events);
    },

    async giveUp({ said, event, stored }, why) {
      log.error('message.given-up', why, { platform: platform.name, message: event });
      const region = stored && (await regionById(database, stored.regionId));
      if (!region) return;
      const { text } = await resolveNames(platform, said).catch(() => said);
      const words = failure(locales.of(said.user), 'givenUp', { text });
      await inTransaction(database, async (tx) => {
        const scope = { tx, region, now: now() };
        if (!(await takeEvent(tx, region.id, nameOf(event), scope.now))) return;
        await sendReply(scope, said, `given-up:${platform.name}:${event}`, words);
      });
    },

    async pending() {
      const found: PendingMessage[] = [];
      for (const row of await pendingEvents(database, platform.name)) {
        const kept = await parsed(row);
        if (kept) found.push(kept);
      }
      return found.sort((a, b) => byTime(a.said.id, b.said.id) || byTime(a.event, b.event));
    },

    resume: ({ event }) => countAttempt(database, nameOf(event)),
  };
  return self;
}
