import type { Log } from '../../log.ts';
import type { SlackClient } from './client.ts';
import { failureOf, slackCode } from './errors.ts';

const EVERY_MS = 30_000;

/**
 * Tells whether Slack still accepts the bot's token, as far as is known: whoever asks triggers a check when the last
 * one is half a minute old. Over HTTP nothing else tells; a Socket Mode connection uses another token.
 */
export class TokenWatch {
  readonly #client: SlackClient;
  readonly #now: () => number;
  readonly #log: Log;
  #askedAt: number;
  #refused = false;

  /** To be created right after Slack has accepted the token. */
  constructor(client: SlackClient, now: () => number, log: Log) {
    this.#client = client;
    this.#now = now;
    this.#log = log;
    this.#askedAt = now();
  }

  isTaken(): boolean {
    if (Math.abs(this.#now() - this.#askedAt) >= EVERY_MS) {
      this.#askedAt = this.#now();
      void this.#ask();
    }
    return !this.#refused;
  }

  async #ask(): Promise<void> {
    try {
      await this.#client.auth.test();
      this.#refused = false;
    } catch (error) {
      // A missing answer says nothing about the token.
      if (slackCode(error) === null || failureOf(error).kind !== 'unavailable') return;
      if (!this.#refused) this.#log.warn('slack.token-refused', { code: slackCode(error) });
      this.#refused = true;
    }
  }
}
