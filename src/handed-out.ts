import type { Bot } from './bot.ts';
import { type Locale, textIn } from './texts/index.ts';
import type { WebOptions } from './web/server.ts';

/** Returns how the web server hands out what the bot gave addresses of, and what it says where an address leads nowhere. */
export function handedOut(
  bot: Pick<Bot, 'linked' | 'linkedBilan'>,
  locale: Locale,
): Pick<WebOptions, 'file' | 'bilan'> {
  const unknown = { status: 503, words: textIn(locale, 'platforms.link.unknown') } as const;
  return {
    async file(link) {
      const file = await bot.linked(link);
      if (file === 'lost') return { status: 410, words: textIn(locale, 'platforms.link.lost') };
      return file === 'unknown' ? unknown : file;
    },
    async bilan(token) {
      const bilan = await bot.linkedBilan(token);
      if (bilan === 'cut') return { status: 410, words: textIn(locale, 'reports.link.isCut') };
      if (bilan === 'withdrawn') return { status: 410, words: textIn(locale, 'reports.link.isWithdrawn') };
      return bilan === 'unknown' ? unknown : bilan;
    },
  };
}
