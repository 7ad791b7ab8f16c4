import type { Tx } from '../../database/transaction.ts';
import type { Translator } from '../../texts/translator.ts';
import { translator } from '../../texts/translator.ts';
import type { Region } from './region.ts';

/** One transaction in one region at one moment of the domain clock: what a store is made for. */
export interface RegionScope {
  readonly tx: Tx;
  readonly region: Region;
  readonly now: Date;
}

/** The language of the region's channels. */
export function regionWords(region: Region): Translator {
  return translator(region.locale, region.timeZone);
}
