import type { PlatformName } from '../../chat/place.ts';
import { RecentMap } from '../../chat/recent-map.ts';
import type { Pace } from '../../timers/pace.ts';

/** Is called when the platform has answered the request that something was spent on. */
export type OnAnswered = (now: number) => void;

/** A limit on how much may be spent in a given time. */
export interface Budget {
  /** Milliseconds from now until one more may be spent; 0 for at once. */
  wait(now: number): number;
  /** Spends one; only when `wait` is 0. */
  spend(now: number): OnAnswered;
}

export interface Window extends Budget {
  /** The same limit for requests that cost several units each. */
  times(units: number): Budget;
}

/**
 * At most so many in any so many milliseconds, whenever the platform counts each between its sending and its answer: one
 * that is slow to arrive must not count together with what is sent a whole window later.
 */
export function windowed(count: number, perMs: number): Window {
  let unanswered = 0;
  /** When the last ones were answered, oldest first. */
  const answered: number[] = [];
  const times = (units: number): Budget => ({
    wait(now) {
      while (answered[0] !== undefined && answered[0] + perMs <= now) answered.shift();
      const over = unanswered + answered.length + units - count;
      if (over <= 0) return 0;
      const last = answered[over - 1];
      return last === undefined ? perMs : last + perMs - now;
    },
    spend() {
      unanswered += units;
      return (at) => {
        unanswered -= units;
        for (let unit = 0; unit < units; unit += 1) answered.push(at);
      };
    },
  });
  return { ...times(1), times };
}

/** A token bucket: so many at once, and one more every so many milliseconds. */
export function bucket(burst: number, everyMs: number): Budget {
  /** When it would be full again. */
  let fullAt = Number.NEGATIVE_INFINITY;
  return {
    wait: (now) => Math.max(0, fullAt + everyMs - now - burst * everyMs),
    spend(now) {
      fullAt = Math.max(now, fullAt) + everyMs;
      return () => {};
    },
  };
}

/** Spends of each of them at once. */
function together(...budgets: readonly Budget[]): Budget {
  return {
    wait: (now) => Math.max(...budgets.map((budget) => budget.wait(now))),
    spend(now) {
      const answered = budgets.map((budget) => budget.spend(now));
      return (at) => {
        for (const tell of answered) tell(at);
      };
    },
  };
}

/** 'open': to post what opens a conversation with people. */
export type Spending = 'post' | 'edit' | 'open';

/** The limits that a platform sets for one token. */
interface Limits {
  /** Messages in one channel or conversation. */
  readonly channel: () => Budget;
  /** Of the whole workspace, or of the token; those that count together are the same. */
  readonly token: () => Readonly<Record<Spending, Budget>>;
  /** Whether a conversation that was opened needn't be opened again. */
  readonly staysOpen: boolean;
}

/**
 * What the platforms publish. Slack: one message a second in a channel, with short bursts, some hundreds a minute in the
 * workspace, fifty changes and fifty opened conversations a minute; a little less, because how much is taken at once isn't
 * said. Discord: five in five seconds in a channel, fifty requests a second in all; that it opens ten conversations in ten
 * seconds is what others have seen.
 */
const LIMITS: Readonly<Record<PlatformName, Limits>> = {
  slack: {
    channel: () => windowed(3, 3_000),
    token() {
      const post = bucket(290, 201);
      return { post, edit: bucket(45, 1_210), open: together(post, bucket(45, 1_210)) };
    },
    staysOpen: true,
  },
  discord: {
    channel: () => windowed(5, 5_000),
    token() {
      const requests = windowed(50, 1_000);
      // A thread, who is in it, and the message.
      return { post: requests, edit: requests, open: together(requests.times(3), windowed(10, 10_000)) };
    },
    staysOpen: false,
  },
};

/** Channels that are remembered; one that nothing was sent to lately has its whole budget again. */
const CHANNELS = 5_000;

/** How much may be sent where and when, with one token. */
export interface Budgets {
  /** Milliseconds until the token may be used for this once more; 0 for at once. */
  token(what: Spending): number;
  /** Milliseconds until a message may be posted there; 0 for at once. */
  channel(channel: string): number;
  /** Whether writing to these people, who are a channel of their own, opens a conversation. */
  opens(channel: string): boolean;
  /**
   * Spends one of the token, and one of the channel where something is posted: both may be spent now.
   * @returns what is to be called once the platform has answered, or never will.
   */
  spend(what: Spending, channel: string | null): () => void;
}

export function platformBudgets(platform: PlatformName, pace: Pace): Budgets {
  const limits = LIMITS[platform];
  const token = limits.token();
  const channels = new RecentMap<string, Budget>(CHANNELS);
  return {
    token: (what) => token[what].wait(pace.now()),
    channel: (name) => channels.get(name)?.wait(pace.now()) ?? 0,
    opens: (name) => !(limits.staysOpen && channels.has(name)),
    spend(what, name) {
      const now = pace.now();
      const answered = [token[what].spend(now)];
      if (name !== null) {
        const channel = channels.get(name) ?? limits.channel();
        answered.push(channel.spend(now));
        channels.set(name, channel);
      }
      return () => {
        for (const tell of answered) tell(pace.now());
      };
    },
  };
}

/** For platforms that keep no limits. */
export const noBudgets: Budgets = { token: () => 0, channel: () => 0, opens: () => false, spend: () => () => {} };
