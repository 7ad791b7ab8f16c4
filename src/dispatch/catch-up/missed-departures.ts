import { type KnownTeam, knownTeams } from '../../access/actor/presence-store.ts';
import { DeliveryError, type RollCall } from '../../chat/platform.ts';
import { alarm } from '../../timers/alarm.ts';
import { backoff } from '../../timers/backoff.ts';
import { realPace } from '../../timers/pace.ts';
import { LONGEST_BACKOFF_MS, RETRY_MS, retryDelay } from '../messages/retries.ts';
import type { InboxOptions } from '../options.ts';

/** Finds out who has left or come back while nobody listened. */
export interface MissedDepartures {
  /** Begins to look; when a look is under way, another one follows it. */
  begin(): void;
  /** Resolves when no look is under way. */
  done(): Promise<void>;
  /** Returns whether people are being asked about now, and not merely waiting until that is allowed. */
  busy(): boolean;
}

type Options = Pick<InboxOptions, 'database' | 'platform' | 'presence' | 'log' | 'pace'>;

/** The people of a workspace or server who are still to be asked about. */
interface Asking {
  readonly team: string;
  /** Whether each was last known to have left. */
  readonly left: Map<string, boolean>;
  readonly rollCall: RollCall;
  readonly tries: number;
  /** The time from which it may be asked, by the pace. */
  readonly notBefore: number;
}

/**
 * Platforms tell only a listening process who leaves. After an absence they are asked, within their limits, about
 * everybody who holds a role or belongs to an organisation, beginning with those for whom something waits. The others
 * may do nothing that anybody may not.
 */
export function createMissedDepartures(options: Options, stopping: AbortSignal): MissedDepartures {
  const { database, platform, presence, log, pace = realPace } = options;
  const toGoOn = alarm(pace, goOn);
  let teams: readonly Asking[] = [];
  let again = false;
  /** The number of times in a row that listing the people failed. */
  let listings = 0;
  let busy = false;
  let looking: Promise<void> = Promise.resolve();

  function goOn(): void {
    if (!busy) looking = look();
  }

  async function look(): Promise<void> {
    busy = true;
    try {
      while (!stopping.aborted) {
        const now = pace.now();
        const next = teams.find(({ notBefore }) => notBefore <= now);
        if (next) await askAbout(next);
        else if (teams.length > 0) return toGoOn.in(Math.min(...teams.map(({ notBefore }) => notBefore)) - now);
        else if (!again) return;
        else if (!(await list())) return toGoOn.in(backoff(RETRY_MS, listings, LONGEST_BACKOFF_MS));
      }
    } finally {
      busy = false;
    }
  }

  /** Returns false when the database doesn't answer. */
  async function list(): Promise<boolean> {
    again = false;
    try {
      teams = (await knownTeams(database, platform.name)).map(askingOf);
      listings = 0;
      return true;
    } catch (error) {
      log.error('gone-meanwhile.not-listed', error, { platform: platform.name });
      again = true;
      listings += 1;
      return false;
    }
  }

  const askingOf = ({ team, gone }: KnownTeam): Asking => ({
    ...{ team, left: new Map(gone), rollCall: platform.rollCall(team) },
    ...{ tries: 0, notBefore: 0 },
  });

  async function askAbout(one: Asking): Promise<void> {
    const users = [...one.left.keys()];
    const wait = one.rollCall.wait(users);
    if (wait > 0) return replace(one, { ...one, notBefore: pace.now() + wait });
    try {
      for (const [user, is] of await one.rollCall.ask(users)) {
        const before = one.left.get(user);
        if (before !== undefined && before !== (is === 'gone'))
          await presence.told(platform.name, { team: one.team, user, is });
        one.left.delete(user);
      }
      replace(one, one.left.size > 0 ? { ...one, tries: 0 } : null);
    } catch (error) {
      replace(one, putOff(one, error));
    }
  }

  /** Returns null for a refusal: the platform won't tell it later either. */
  function putOff(one: Asking, error: unknown): Asking | null {
    const failure = error instanceof DeliveryError ? error.failure : null;
    if (failure?.kind === 'rate-limited') return { ...one, notBefore: pace.now() + failure.retryAfter };
    log.error('gone-meanwhile.not-told', error, { platform: platform.name, tries: one.tries + 1 });
    if (failure && retryDelay(failure) === null) return null;
    const tries = one.tries + 1;
    return { ...one, tries, notBefore: pace.now() + backoff(RETRY_MS, tries, LONGEST_BACKOFF_MS) };
  }

  function replace(one: Asking, by: Asking | null): void {
    // The other teams come first, so that one that can't be asked about holds up none of them.
    teams = [...teams.filter((other) => other !== one), ...(by ? [by] : [])];
  }

  return {
    begin() {
      again = true;
      goOn();
    },
    async done() {
      toGoOn.cancel();
      await looking;
    },
    busy: () => busy,
  };
}
