import type { Region } from '../access/region.ts';
import type { PlatformUser } from '../chat/place.ts';
import type { Platform } from '../chat/platform.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import type { Locale } from '../texts/index.ts';
import type { Registry } from './registry.ts';

export interface InboxOptions {
  readonly database: Database;
  readonly registry: Registry;
  /** The platform the inbox takes things in from. */
  readonly platform: Platform;
  readonly log: Log;
  /** Domain clock. */
  readonly now: () => Date;
  /** Language when nothing else tells. */
  readonly locale: Locale;
  /** Makes the region of a workspace that has none yet, when this person may; null when they may not. */
  readonly prepareRegion: (user: PlatformUser) => Promise<Region | null>;
}
