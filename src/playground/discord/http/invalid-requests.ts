import type { ProtocolClock } from '../../clock.ts';

const WINDOW = 10 * 60_000;
/** Discord doesn't say how long it stops answering. */
const BAN = 10 * 60_000;
const INVALID: readonly number[] = [401, 403, 429];

/**
 * Counts the requests refused to an address. After too many, the address is shut out for a while, whatever it asks.
 */
export class InvalidRequests {
  readonly #clock: ProtocolClock;
  readonly #most: number;
  #count = 0;
  #windowEnds = 0;
  #bannedUntil = 0;

  constructor(clock: ProtocolClock, most: number) {
    this.#clock = clock;
    this.#most = most;
  }

  /** `scope` is that of a rate limit. Limits shared with others don't count against the bot. */
  note(status: number, scope: string | undefined): void {
    if (!INVALID.includes(status) || scope === 'shared') return;
    const now = this.#clock.now();
    if (now >= this.#windowEnds) {
      this.#count = 0;
      this.#windowEnds = now + WINDOW;
    }
    this.#count++;
    if (this.#count >= this.#most) this.#bannedUntil = now + BAN;
  }

  /** Seconds for which nothing is answered; 0 when requests are answered. */
  get banned(): number {
    return Math.max(0, Math.ceil((this.#bannedUntil - this.#clock.now()) / 1000));
  }
}
