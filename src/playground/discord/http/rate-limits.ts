import { createHash } from 'node:crypto';
import type { ProtocolClock } from '../../clock.ts';
import { InvalidRequests } from './invalid-requests.ts';

const GLOBAL_PER_SECOND = 50;

/** Known or observed sizes of Discord's buckets: requests, and the seconds after which they are available again. */
const sizes: readonly (readonly [RegExp, number, number])[] = [
  [/^POST \/channels\/:channel\/messages$/, 5, 5],
  [/^PATCH \/channels\/:channel\/messages\/:message$/, 5, 5],
  [/^DELETE \/channels\/:channel\/messages\/:message$/, 5, 1],
  [/^(PUT|DELETE) .*\/reactions\//, 1, 0.25],
  [/^POST \/channels\/:channel\/(messages\/:message\/)?threads$/, 10, 10],
  [/^PATCH \/channels\/:channel$/, 5, 15],
  [/^\w+ \/webhooks\//, 5, 2],
  [/^POST \/users\/@me\/channels$/, 10, 10],
  [/^GET /, 10, 1],
];

export interface LimitOptions {
  /** True when limits are enforced; their headers are always sent. */
  readonly on: boolean;
  /** The number of refused requests within ten minutes that shuts an address out. */
  readonly invalidRequests: number;
}

/** The parts of a request that its limit depends on. */
export interface LimitedRequest {
  readonly method: string;
  readonly pattern: string;
  readonly params: Readonly<Record<string, string>>;
  /** True when it carries the bot's token; requests without one count against their address. */
  readonly authorized: boolean;
}

export interface RateVerdict {
  readonly headers: Readonly<Record<string, string>>;
  /** Set when the request is refused. */
  readonly retryAfter: number | null;
  readonly global: boolean;
}

interface Bucket {
  resetAt: number;
  used: number;
}

/**
 * The buckets of one token. When switched off, it still sends the headers that clients read, with room left in every
 * bucket.
 */
export class DiscordRateLimits {
  readonly invalid: InvalidRequests;
  readonly #buckets = new Map<string, Bucket>();
  readonly #clock: ProtocolClock;
  on: boolean;
  readonly #applicationId: string;

  constructor(clock: ProtocolClock, applicationId: string, { on, invalidRequests }: LimitOptions) {
    this.#clock = clock;
    this.#applicationId = applicationId;
    this.on = on;
    this.invalid = new InvalidRequests(clock, invalidRequests);
  }

  take({ method, pattern, params, authorized }: LimitedRequest): RateVerdict {
    const routeKey = `${method} ${pattern}`;
    const now = this.#clock.now();
    // The answer to an interaction has no limit; its follow-ups are only exempt from the global one.
    if (pattern.startsWith('/interactions/')) return { headers: {}, retryAfter: null, global: false };
    const followsUp = pattern.startsWith('/webhooks/:webhook/:token') && params.webhook === this.#applicationId;
    if (this.on && !followsUp) {
      const global = this.#bucket(authorized ? 'global' : 'global of the address', now, 1);
      if (global.used >= GLOBAL_PER_SECOND) {
        const wait = (global.resetAt - now) / 1000;
        return {
          headers: rateLimitHeaders('global', wait, { 'x-ratelimit-global': 'true' }),
          retryAfter: wait,
          global: true,
        };
      }
      global.used++;
    }
    return this.#takeOwn(routeKey, params, now);
  }

  #takeOwn(routeKey: string, params: Readonly<Record<string, string>>, now: number): RateVerdict {
    const [limit, seconds] = this.on ? sizeOf(routeKey) : [1000, 1];
    const hash = createHash('md5').update(routeKey).digest('hex');
    const major = params.channel ?? params.guild ?? `${params.webhook ?? ''}${params.token ?? ''}`;
    const bucket = this.#bucket(`${hash}:${major}`, now, seconds);
    const full = this.on && bucket.used >= limit;
    if (!full) bucket.used++;
    const wait = Math.max(0, bucket.resetAt - now) / 1000;
    const headers: Record<string, string> = {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(this.on ? Math.max(0, limit - bucket.used) : limit - 1),
      'x-ratelimit-reset': (bucket.resetAt / 1000).toFixed(3),
      'x-ratelimit-reset-after': wait.toFixed(3),
      'x-ratelimit-bucket': hash,
    };
    return full
      ? { headers: rateLimitHeaders('user', wait, headers), retryAfter: wait, global: false }
      : { headers, retryAfter: null, global: false };
  }

  #bucket(key: string, now: number, seconds: number): Bucket {
    const known = this.#buckets.get(key);
    if (known && now < known.resetAt) return known;
    const fresh: Bucket = { resetAt: now + seconds * 1000, used: 0 };
    this.#buckets.set(key, fresh);
    return fresh;
  }
}

function sizeOf(routeKey: string): readonly [number, number] {
  for (const [pattern, limit, seconds] of sizes) if (pattern.test(routeKey)) return [limit, seconds];
  return [10, 10];
}

export function rateLimitHeaders(
  scope: string,
  wait: number,
  headers: Readonly<Record<string, string>>,
): Record<string, string> {
  return { ...headers, 'x-ratelimit-scope': scope, 'retry-after': String(Math.max(1, Math.ceil(wait))) };
}

export const rateLimitBody = (retryAfter: number, scope: 'user' | 'global' | 'shared'): unknown => ({
  message: scope === 'shared' ? 'The resource is being rate limited.' : 'You are being rate limited.',
  retry_after: Math.round(retryAfter * 1000) / 1000,
  global: scope === 'global',
});
