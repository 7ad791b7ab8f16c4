import type { Tx } from '../../database/transaction.ts';
import type { Locale } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';
import { translator } from '../../texts/translator.ts';
import type { Region } from './region.ts';

/** One transaction, in one region, at one time of the domain clock: every store is made for one. */
export interface RegionScope {
  readonly tx: Tx;
  readonly region: Region;
  readonly now: Date;
}

/** Words texts for one reader: in their language, by the region's clock. */
export function wordsFor({ locale }: { readonly locale: Locale }, { timeZone }: Region): Translator {
  return translator(locale, timeZone);
}

/** Words texts in the language of the region's channels. */
export function regionWords(region: Region): Translator {
  return wordsFor(region, region);
}
