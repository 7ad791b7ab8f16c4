import type { ProtocolClock } from '../../clock.ts';
import type { Method } from '../methods/method.ts';

interface Bucket {
  tokens: number;
  at: number;
}

const perMinute = { 1: 1, 2: 20, 3: 50, 4: 100 } as const;
/** Slack allows one message a second in a channel, with short bursts, and a few hundred a minute in the workspace. */
const channelBurst = 3;
const workspacePerMinute = 300;

/** Token buckets that fill with the clock. */
export class SlackRateLimits {
  on: boolean;
  readonly #clock: ProtocolClock;
  readonly #buckets = new Map<string, Bucket>();

  constructor(clock: ProtocolClock, on: boolean) {
    this.#clock = clock;
    this.on = on;
  }

  /**
   * Returns the seconds to wait before trying again; null when the call may go on. `channel` is where a message is
   * posted.
   */
  take(name: string, method: Method, channel: string): number | null {
    if (method.tier === 'unlimited') return null;
    if (method.tier === 'posting') {
      return (
        this.#spend(`channel ${channel}`, channelBurst, 1) ??
        this.#spend('workspace', workspacePerMinute, workspacePerMinute / 60)
      );
    }
    const limit = perMinute[method.tier];
    return this.#spend(name, limit, limit / 60);
  }

  takeResponse(path: string): number | null {
    return this.#spend(`response ${path}`, channelBurst, 1);
  }

  #spend(key: string, capacity: number, perSecond: number): number | null {
    if (!this.on) return null;
    const now = this.#clock.now();
    const bucket = this.#buckets.get(key) ?? { tokens: capacity, at: now };
    bucket.tokens = Math.min(capacity, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    bucket.at = now;
    this.#buckets.set(key, bucket);
    // Thirds of a token leave a rounding error behind.
    if (bucket.tokens < 1 - 1e-9) return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
    bucket.tokens -= 1;
    return null;
  }
}
