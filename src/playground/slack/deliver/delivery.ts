import type { Json, JsonObject } from '../json.ts';

/** The outcome of one attempt to hand something to the bot. */
export type EventOutcome =
  | { readonly kind: 'acknowledged'; readonly body: Json | undefined }
  /** The bot didn't acknowledge it within 3 seconds. */
  | { readonly kind: 'timeout' }
  | { readonly kind: 'failed'; readonly reason: 'dispatch_failed' | 'http_service_error' };

/** The way the app is reached: over its sockets or by signed HTTP requests. */
export interface Delivery {
  /** Commands and interactions: one attempt, while the person waits. */
  ask(type: 'slash_commands' | 'interactive', payload: JsonObject): Promise<EventOutcome>;
  /** Hands over events in the background, and again while they are not acknowledged. */
  tell(callback: JsonObject): void;
  settled(): Promise<void>;
  close(): Promise<void>;
}

export const timeToAcknowledge = 3000;

/** After a failure events are tried again at once, then after 1 and 5 minutes; then Slack gives up. */
export const eventRetries = [0, 60_000, 300_000] as const;

/** The milliseconds after an event at which its last retry is over. */
export const lastRetryAfter = eventRetries.reduce<number>((sum, wait) => sum + wait, 0);

/** Tracks what is under way, so that one can wait for all of it. */
export class EventsInFlight {
  readonly #promises = new Set<Promise<unknown>>();

  get size(): number {
    return this.#promises.size;
  }

  add<Result>(promise: Promise<Result>): Promise<Result> {
    this.#promises.add(promise);
    const done = () => this.#promises.delete(promise);
    promise.then(done, done);
    return promise;
  }

  async empty(): Promise<void> {
    while (this.#promises.size > 0) await Promise.allSettled(this.#promises);
  }
}
