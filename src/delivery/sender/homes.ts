import type { Message } from '../../chat/message.ts';
import { DeliveryError, type Platform } from '../../chat/platform.ts';
import type { Database } from '../../database/database.ts';
import { type Translator, translator } from '../../texts/translator.ts';
import { type HomesToEmpty, homesToEmpty, noteEmptied } from './homes-store.ts';

/** So many are emptied in one look: others wait for what is due meanwhile. */
const AT_ONCE = 10;

/**
 * Empties the places that people have to themselves with the bot, once somebody is erased whom they may show: nothing tells what stands
 * there. They show what waits anew when they are opened.
 */
export interface HomeCleaning {
  look(now: Date): Promise<void>;
}

/** Words what stands there then, for somebody who is erased themselves, or whom somebody's erasure of this id concerns. */
type EmptiedHome = (t: Translator, erasure: string, isOwn: boolean) => Message;

export function createHomeCleaning(
  database: Database,
  platforms: readonly Platform[],
  emptied: EmptiedHome,
): HomeCleaning {
  async function empty(home: string, { id, locale, timeZone, own }: HomesToEmpty): Promise<boolean> {
    const at = home.indexOf(':');
    const platform = platforms.find(({ name }) => name === home.slice(0, at));
    if (!platform?.showHome || platform.status() !== 'connected') return false;
    try {
      const t = translator(locale === 'en' ? 'en' : 'fr', timeZone);
      await platform.showHome(home.slice(at + 1), emptied(t, id, own.includes(home)));
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      // Whoever has left looks at nothing there.
      if (error.failure.kind !== 'refused') return false;
    }
    await noteEmptied(database, id, home);
    return true;
  }

  return {
    async look() {
      try {
        let left = AT_ONCE;
        for (const erasure of await homesToEmpty(database)) {
          for (const home of erasure.homes) {
            if (left === 0 || !(await empty(home, erasure))) return;
            left -= 1;
          }
        }
      } catch (error) {
        database.log.error('homes.not-emptied', error);
      }
    },
  };
}
