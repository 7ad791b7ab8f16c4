import type { Tx } from '../../database/transaction.ts';
import type { Translator } from '../../texts/translator.ts';
import { translator } from '../../texts/translator.ts';
import type { Region } from './region.ts';

/** One transaction, in one region, at one time of the domain clock: every store is made for one. */
export interface RegionScope {
  readonly tx: Tx;
  readonly region: Region;
  readonly now: Date;
}

/** Words texts in the language of the region's channels. */
export function regionWords(region: Region): Translator {
  return translator(region.locale, region.timeZone);
}
