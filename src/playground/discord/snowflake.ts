import type { ProtocolClock } from '../clock.ts';

const DISCORD_EPOCH = 1_420_070_400_000;

/**
 * Makes ids that sort by time of creation, as Discord's do, and are never the same, not even within a millisecond.
 */
export class Snowflakes {
  #last = 0n;
  readonly #clock: ProtocolClock;

  /** `last` is the last id that was made for the same world. */
  constructor(clock: ProtocolClock, last = 0n) {
    this.#clock = clock;
    this.#last = last;
  }

  get last(): bigint {
    return this.#last;
  }

  next(): string {
    const fromTime = snowflakeAt(this.#clock.now());
    this.#last = fromTime > this.#last ? fromTime : this.#last + 1n;
    return this.#last.toString();
  }
}

function snowflakeAt(milliseconds: number): bigint {
  if (milliseconds < DISCORD_EPOCH) throw new Error('A Discord id cannot be older than Discord (2015)');
  return BigInt(Math.floor(milliseconds) - DISCORD_EPOCH) << 22n;
}

/** Compares ids by age without losing digits. */
export const olderFirst = (a: string, b: string): number =>
  BigInt(a) < BigInt(b) ? -1 : BigInt(a) > BigInt(b) ? 1 : 0;
