import { atLocalTime, localDay } from '../../dates/index.ts';
import type { SkippableClock } from '../clock.ts';
import type { LocalPlatform, LocalPlatformName } from '../local-platform.ts';
import type { TrialBot } from '../trial-bot.ts';
import { TrialRefusal } from '../trial-refusal.ts';
import { lastEverywhere, type News, newSince, type Read } from './news.ts';
import { passTimeUntil } from './pass-time.ts';
import { allQuiet } from './quiet.ts';

/**
 * The moments one can skip to: where one was going when one was stopped on the way, the next news for somebody, a day or a week
 * later, the day before the Month, its middle, or the day after it.
 */
export const skips = ['rest', 'news', 'day', 'week', 'before', 'middle', 'after'] as const;
export type Skip = (typeof skips)[number];

/** A moment that somebody skips to, in milliseconds since 1970; null for the next news, whenever that is. */
interface Destination {
  readonly to: Skip;
  readonly at: number | null;
}

/**
 * Why somebody arrives earlier than they meant to: the bot asks for a decision, something due can't
 * be done, or the bot has ended.
 */
export type Stop = 'decision' | 'stuck' | 'away';

/** Where somebody has arrived who skipped. */
export interface Arrival {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly stopped: Stop | null;
  /** The places in which there is something new to read; where a decision is asked for, only those in which it is. */
  readonly news: readonly News[];
}

export interface TimeState {
  /** The year of the edition, of which the Month is November. */
  readonly year: number;
  /** Milliseconds since 1970, as everything below. */
  readonly now: number;
  /** The moment that somebody is skipping to; null while time goes its usual way. */
  readonly passing: Destination | null;
  /** The skips that are still ahead. */
  readonly ahead: readonly Destination[];
}

/** Time in the trial: everybody lives on one clock, and skips on it for all. */
export interface TrialTime {
  readonly now: () => Date;
  /** Milliseconds by which the platforms' clock is ahead of this one. */
  readonly offset: number;
  /** The year of the trial's edition. */
  readonly year: number;
  /** Skips at once, without anything being done on the way. Resolves when the bot lives at that moment. */
  set(at: Date): Promise<void>;
  /** Lets time be skipped from now on. */
  begin(bot: TrialBot): void;
  state(): TimeState;
  /**
   * Skips to a destination: what becomes due on the way happens at its own moment. Stops where a decision is asked for; whoever then
   * goes on ('rest') isn't stopped by decisions again. Rejects with TrialRefusal when somebody is skipping already or nothing is
   * planned any more.
   */
  skipTo(to: Skip): Promise<Arrival>;
  /** Calls the listener whenever time was skipped. Returns a function that unsubscribes. */
  onChange(listener: () => void): () => void;
}

const ZONE = 'Europe/Paris';
const MORNING = '09:00';
const DAY_MS = 86_400_000;

export interface TrialTimeOptions {
  readonly clock: SkippableClock;
  readonly platforms: Readonly<Record<LocalPlatformName, LocalPlatform>>;
  /** The year of the trial's edition. */
  readonly year: number;
  /** Milliseconds by which the platforms' clock is ahead of the domain's: an edition of before there was a Discord; 0 by default. */
  readonly offset?: number;
  /** Brings a bot that is another process to the moment to which time was skipped. */
  readonly tellBot?: () => Promise<void>;
}

export function createTrialTime({ clock, platforms, year, offset = 0, tellBot }: TrialTimeOptions): TrialTime {
  const both = [platforms.slack, platforms.discord];
  const listeners = new Set<() => void>();
  let bot: TrialBot | undefined;
  let passing: Destination | null = null;
  /** Where somebody was going who was stopped on the way. */
  let rest: number | null = null;
  const now = () => new Date(clock.now() - offset);
  const days = {
    before: atLocalTime({ year, month: 10, day: 31 }, MORNING, ZONE).getTime(),
    middle: atLocalTime({ year, month: 11, day: 15 }, MORNING, ZONE).getTime(),
    after: atLocalTime({ year, month: 12, day: 1 }, MORNING, ZONE).getTime(),
  };
  /** The latest that news are waited for: by then the survey is reminded and closed, and nothing else is planned. */
  const end = days.after + 365 * DAY_MS;

  const momentOf = (to: Skip): number | null => {
    if (to === 'news') return null;
    if (to === 'rest') return rest;
    if (to === 'day') return now().getTime() + DAY_MS;
    if (to === 'week') return now().getTime() + 7 * DAY_MS;
    return days[to];
  };
  /** Returns whether a day of the Month is that to which one goes on: the same day would stand in the list twice. */
  const isRest = (to: Skip) =>
    rest !== null && rest > now().getTime() && Object.hasOwn(days, to) && isSameDay(momentOf(to), rest);
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const set = async (at: Date) => {
    clock.skipTo(at.getTime() + offset);
    await tellBot?.();
    tell();
  };

  async function pass(running: TrialBot, { to, at }: Destination): Promise<Arrival> {
    const before = lastEverywhere(both);
    const settle = () => allQuiet(platforms, running);
    /** All that stood before a decision was asked for; null while none is. */
    let beforeAsking: Read | null = null;
    const schedule = {
      runDue: running.schedule.runDue,
      async nextDue() {
        const next = await running.schedule.nextDue();
        const decision = at === null || to === 'rest' ? null : await running.schedule.nextDecision();
        const asks = at !== null && next && decision && decision <= next && next.getTime() < at;
        beforeAsking = asks ? lastEverywhere(both) : null;
        return next;
      },
    };
    const found = () => newSince(beforeAsking ?? before, lastEverywhere(both));
    const isThere = () => (at === null || beforeAsking !== null) && found().length > 0;
    const passing = { bot: () => ({ schedule }), clock: { now, set }, settle, isThere };
    const arrived = (stopped: Stop | null) => ({ at: now().getTime(), stopped, news: found() });
    try {
      await passTimeUntil(new Date(at ?? end), passing);
      if (at !== null && now().getTime() < at) {
        if (isThere()) return arrived('decision');
        beforeAsking = null;
        await set(new Date(at));
        await running.schedule.runDue(now());
        await settle();
      }
    } catch (error) {
      beforeAsking = null;
      return arrived(error instanceof TrialRefusal && error.reason === 'away' ? 'away' : 'stuck');
    }
    const arrival = arrived(null);
    if (at === null && arrival.news.length === 0) throw new TrialRefusal('nothingPlanned');
    return arrival;
  }

  return {
    now,
    offset,
    year,
    set,
    begin(running) {
      bot = running;
      tell();
    },
    state: () => ({
      year,
      now: now().getTime(),
      passing,
      ahead: skips
        .map((to) => ({ to, at: momentOf(to) }))
        .filter(({ to, at }) => bot !== undefined && (at === null ? to === 'news' : at > now().getTime()))
        .filter(({ to }) => !isRest(to)),
    }),
    async skipTo(to) {
      if (!bot) throw new TrialRefusal('notReady');
      if (passing) throw new TrialRefusal('passing');
      const destination = { to, at: momentOf(to) };
      if (to === 'rest' && destination.at === null) throw new TrialRefusal('nothingPlanned');
      passing = destination;
      tell();
      try {
        const arrival = await pass(bot, destination);
        rest = arrival.stopped === null ? null : destination.at;
        return arrival;
      } finally {
        passing = null;
        tell();
      }
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isSameDay(one: number | null, other: number): boolean {
  return one !== null && localDay(new Date(one), ZONE) === localDay(new Date(other), ZONE);
}
