import type { PlatformName } from '../../chat/place.ts';
import { RecentMap } from '../../chat/recent-map.ts';
import type { Rate, SendingLimits, Spending } from '../../chat/traits.ts';
import { traitsOf } from '../../platforms/registered.ts';
import type { Pace } from '../../timers/pace.ts';

/** Must be called when the platform has answered the request that something was spent on. */
export type OnAnswered = (now: number) => void;

/** A limit on how much may be spent in a given time. */
export interface Budget {
  /** Returns the milliseconds from now until one more may be spent; 0 for at once. */
  wait(now: number): number;
  /** Spends one; only when `wait` is 0. */
  spend(now: number): OnAnswered;
}

export interface Meter extends Budget {
  /** Returns the same limit for requests that cost several units each. */
  times(units: number): Budget;
}

/**
 * Makes a sliding window: at most `count` within `perMs`, wherever the platform counts a request between its sending
 * and its answer. One that is slow to arrive must not count together with what is sent a whole window later.
 */
export function slidingWindow(count: number, perMs: number): Meter {
  let unanswered = 0;
  /** The times of the last answers, oldest first. */
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

/** Makes a token bucket: up to `burst` at once, and one more every `everyMs`. */
export function tokenBucket(burst: number, everyMs: number): Meter {
  /** The time at which it would be full again. */
  let fullAt = Number.NEGATIVE_INFINITY;
  const times = (units: number): Budget => ({
    wait: (now) => Math.max(0, fullAt + units * everyMs - now - burst * everyMs),
    spend(now) {
      fullAt = Math.max(now, fullAt) + units * everyMs;
      return () => {};
    },
  });
  return { ...times(1), times };
}

/** Spends of all these budgets at once. */
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

/** Makes a meter for each of these rates, by its name. */
function metersOf(rates: SendingLimits['token']): ReadonlyMap<string, Meter> {
  return new Map(Object.entries(rates).map(([name, rate]) => [name, meterOf(rate)]));
}

function meterOf(rate: Rate): Meter {
  return rate.kind === 'window' ? slidingWindow(rate.count, rate.withinMs) : tokenBucket(rate.burst, rate.everyMs);
}

/** Makes the budget of each kind of request. Requests that count together share a meter. */
function tokenBudgets({ token, costs }: SendingLimits): Readonly<Record<Spending, Budget>> {
  const meters = metersOf(token);
  const of = (what: Spending) =>
    together(...[...meters].flatMap(([name, meter]) => (costs[what][name] ? [meter.times(costs[what][name])] : [])));
  return { post: of('post'), edit: of('edit'), open: of('open') };
}

/** The number of channels remembered. A channel to which nothing was sent lately has its whole budget again. */
const CHANNELS = 5_000;

/** The budgets of one token: they tell what may be sent where and when. */
export interface Budgets {
  /** Returns the milliseconds until the token may be used once more for this kind of request; 0 for at once. */
  token(what: Spending): number;
  /** Returns the milliseconds until a message may be posted there; 0 for at once. */
  channel(channel: string): number;
  /** Returns whether writing to these people opens a conversation; they are a channel of their own. */
  opens(channel: string): boolean;
  /**
   * Spends one of the token, and one of the channel where something is posted, both of which must allow it now.
   * @returns a function to call once the platform has answered, or never will
   */
  spend(what: Spending, channel: string | null): () => void;
}

export function platformBudgets(platform: PlatformName, pace: Pace): Budgets {
  const limits = traitsOf(platform).sending;
  const token = tokenBudgets(limits);
  const channels = new RecentMap<string, Budget>(CHANNELS);
  return {
    token: (what) => token[what].wait(pace.now()),
    channel: (name) => channels.get(name)?.wait(pace.now()) ?? 0,
    opens: (name) => !(limits.staysOpen && channels.has(name)),
    spend(what, name) {
      const now = pace.now();
      const answered = [token[what].spend(now)];
      if (name !== null) {
        const channel = channels.get(name) ?? meterOf(limits.channel);
        answered.push(channel.spend(now));
        channels.set(name, channel);
      }
      return () => {
        for (const tell of answered) tell(pace.now());
      };
    },
  };
}

/** The budgets of platforms that keep no limits. */
export const noBudgets: Budgets = { token: () => 0, channel: () => 0, opens: () => false, spend: () => () => {} };
