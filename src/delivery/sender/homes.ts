import type { Message } from '../../chat/message.ts';
import { DeliveryError, type DeliveryFailure, type Platform } from '../../chat/platform.ts';
import type { Database } from '../../database/database.ts';
import { type Translator, translator } from '../../texts/translator.ts';
import { type HomesToEmpty, homesToEmpty, noteEmptied } from './homes-store.ts';

/** So many are tried in one look, for the sake of what people wait for on the same platform. */
const AT_ONCE = 5;
/** The milliseconds for which a platform that can't be reached isn't asked again. */
const AWAY_MS = 30_000;
/**
 * One place that fails by itself is tried so many times, each time later by so many milliseconds, which is for about a day and a half
 * unless the bot is started again; then it is told as one that its platform refused to change.
 */
const MOST_TRIES = 20;
const LATER_MS = 10 * 60_000;

/**
 * Empties the places that people have to themselves with the bot, once somebody is erased whom they may show: nothing tells what stands
 * there. They show what waits anew when they are opened.
 */
export interface HomeCleaning {
  /** Begins to empty some, unless that is under way, and waits for none. `now` is the domain's clock. */
  look(now: Date): void;
  /** Resolves when none is being emptied. */
  atRest(): Promise<void>;
  idle(): boolean;
}

/** Words what stands there then, for somebody who is erased themselves, or whom somebody's erasure of this id concerns. */
type EmptiedHome = (t: Translator, erasure: string, isOwn: boolean) => Message;

export function createHomeCleaning(
  database: Database,
  platforms: readonly Platform[],
  emptied: EmptiedHome,
): HomeCleaning {
  /** The times, in milliseconds since 1970, before which a platform, or one place, isn't asked again. */
  const notBefore = new Map<string, number>();
  /** How often a place failed by itself. */
  const failures = new Map<string, number>();
  let running: Promise<void> | null = null;

  async function shown(platform: Platform, home: string, erasure: HomesToEmpty): Promise<DeliveryFailure | null> {
    const { id, locale, timeZone, own } = erasure;
    const t = translator(locale === 'en' ? 'en' : 'fr', timeZone);
    try {
      await platform.showHome?.(home.slice(home.indexOf(':') + 1), emptied(t, id, own.includes(home)));
      return null;
    } catch (error) {
      if (error instanceof DeliveryError) return error.failure;
      database.log.error('homes.not-emptied', error);
      return { kind: 'ambiguous' };
    }
  }

  /** Returns whether the platform was asked. */
  async function empty(home: string, erasure: HomesToEmpty, now: number): Promise<boolean> {
    const { id } = erasure;
    const platform = platforms.find(({ name }) => name === home.slice(0, home.indexOf(':')));
    // The bot is on that platform no more.
    if (!platform?.showHome) {
      await noteEmptied(database, { id, home }, { hasFailed: false });
      return false;
    }
    const key = `${id} ${home}`;
    const waits = [platform.name, key].some((one) => (notBefore.get(one) ?? 0) > now);
    if (waits || platform.status() !== 'connected') return false;
    const failure = await shown(platform, home, erasure);
    if (failure?.kind === 'unavailable' || failure?.kind === 'rate-limited') {
      notBefore.set(platform.name, now + (failure.kind === 'rate-limited' ? failure.retryAfter : AWAY_MS));
      return true;
    }
    const times = failure?.kind === 'ambiguous' ? (failures.get(key) ?? 0) + 1 : 0;
    if (times > 0 && times < MOST_TRIES) {
      failures.set(key, times);
      notBefore.set(key, now + times * LATER_MS);
      return true;
    }
    failures.delete(key);
    notBefore.delete(key);
    // Whoever has left looks at nothing there.
    await noteEmptied(database, { id, home }, { hasFailed: times > 0 });
    return true;
  }

  async function emptySome(now: number): Promise<void> {
    try {
      let left = AT_ONCE;
      for (const erasure of await homesToEmpty(database)) {
        for (const home of erasure.homes) {
          if (left === 0) return;
          if (await empty(home, erasure, now)) left -= 1;
        }
      }
    } catch (error) {
      database.log.error('homes.not-emptied', error);
    }
  }

  return {
    look(now) {
      // A process that is on no platform leaves them to one that is.
      if (platforms.length === 0) return;
      running ??= emptySome(now.getTime()).finally(() => {
        running = null;
      });
    },
    async atRest() {
      await running;
    },
    idle: () => running === null,
  };
}
