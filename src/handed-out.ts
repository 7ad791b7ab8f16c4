import type { FileSource } from './chat/platform.ts';
import type { Database } from './database/database.ts';
import { givenTo } from './delivery/sender/given-links.ts';
import type { LinkedBilan } from './features/reports/link/linked-bilan.ts';
import { type FileLink, type LinkedFile, linkTo } from './files/link-store.ts';
import { fileBytes } from './files/store.ts';
import { type Locale, textIn } from './texts/index.ts';
import type { WebOptions } from './web/server.ts';

/** Returns where adapters read a stored file, or get a link to it for its reader. */
export function fileSource(database: Database, publicUrl: string | undefined, now: () => Date): FileSource {
  return {
    bytes: (id) => fileBytes(database, id),
    async link(file, reader) {
      const given = publicUrl === undefined ? null : await givenTo(database, reader);
      if (publicUrl === undefined || given === null) return null;
      const url = await linkTo(database, publicUrl, file, given, now());
      return url === null ? null : { url, days: given.days };
    },
  };
}

/** The part of the bot that tells what the addresses it gave out lead to, see Bot. */
interface GivesAddresses {
  linked(link: FileLink): Promise<LinkedFile | 'lost' | 'unknown' | null>;
  linkedBilan(token: string): Promise<LinkedBilan>;
}

/** Returns how the web server hands out what the bot gave addresses of, and what it says where an address leads nowhere. */
export function handedOut(bot: GivesAddresses, locale: Locale): Pick<WebOptions, 'file' | 'bilan'> {
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
