import type { ProtocolClock } from '../clock.ts';
import { randomToken } from './random.ts';

/** The last stamps, so that none is given twice: a time in microseconds, and how many hashes. */
export interface LastStamps {
  readonly ts: number;
  readonly hashes: number;
}

/** The times that Slack writes: they tell messages and views apart, and order them. */
export class Stamps {
  readonly #clock: ProtocolClock;
  #lastTs = 0;
  #hashes = 0;

  /** `last` is what an earlier clock of the same workspace has written last. */
  constructor(clock: ProtocolClock, last: LastStamps = { ts: 0, hashes: 0 }) {
    this.#clock = clock;
    this.#lastTs = last.ts;
    this.#hashes = last.hashes;
  }

  get last(): LastStamps {
    return { ts: this.#lastTs, hashes: this.#hashes };
  }

  seconds(): number {
    return Math.floor(this.#clock.now() / 1000);
  }

  /** Returns a message timestamp: seconds, a dot, and six digits that make it unique. It never goes back. */
  nextTs(): string {
    const at = Math.max(this.#clock.now() * 1000, this.#lastTs + 1);
    this.#lastTs = at;
    const seconds = Math.floor(at / 1_000_000);
    return `${seconds}.${String(at % 1_000_000).padStart(6, '0')}`;
  }

  /** Returns a view hash like Slack's: seconds, a dot, anything. */
  nextHash(): string {
    this.#hashes += 1;
    return `${this.seconds()}.${randomToken(3)}${this.#hashes}`;
  }
}
