import type { PlatformUser } from '../../chat/place.ts';
import { RecentMap } from '../../chat/recent-map.ts';
import type { Locale } from '../../texts/index.ts';

/** The number of people whose languages are remembered: enough for those who speak while the database is away. */
const MOST = 2_000;

/** Remembers the language in which people were last answered, for when it can't be looked up. */
export interface RememberedLocales {
  remember(user: Pick<PlatformUser, 'id'>, locale: Locale): void;
  /** Returns somebody's language; otherwise the one their platform shows them, otherwise the bot's. */
  of(user: Pick<PlatformUser, 'id' | 'locale'>): Locale;
}

export function createRememberedLocales(botLocale: Locale): RememberedLocales {
  const known = new RecentMap<string, Locale>(MOST);
  return {
    remember: ({ id }, locale) => known.set(id, locale),
    of: ({ id, locale }) => known.get(id) ?? locale ?? botLocale,
  };
}
