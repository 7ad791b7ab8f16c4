import type { Presence } from '../access/actor/presence.ts';
import type { Region } from '../access/region/region.ts';
import type { NoteWithheld } from '../access/region/withheld.ts';
import type { PlatformUser } from '../chat/place.ts';
import type { Platform } from '../chat/platform.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import type { Locale } from '../texts/index.ts';
import type { Pace } from '../timers/pace.ts';
import type { PlatformLimits } from './receiving/concurrency-limit.ts';
import type { RememberedLocales } from './receiving/remembered-locales.ts';
import type { Registry } from './registry.ts';

export interface InboxOptions {
  readonly database: Database;
  readonly registry: Registry;
  /** The platform the inbox takes things in from. */
  readonly platform: Platform;
  readonly log: Log;
  readonly presence: Presence;
  readonly noteWithheld: NoteWithheld;
  /** Domain clock. */
  readonly now: () => Date;
  /** The clock that reading back waits by; real unless given. */
  readonly pace?: Pace;
  /** Language when nothing else tells. */
  readonly locale: Locale;
  /** The languages in which people of this platform were answered. */
  readonly locales: RememberedLocales;
  /** How much of what people of this platform do is worked on at once. */
  readonly limits: PlatformLimits;
  /**
   * How long reading may take before somebody is told that it doesn't work just now, in milliseconds; 2 s of the 3 that a
   * platform waits, unless this platform waits longer.
   */
  readonly readMs?: number;
  /**
   * Returns the region of a workspace where nothing is set up yet, made if need be, for somebody who may set it up; null when
   * they may not. `typed`: what they typed, where a code may stand; throws UserError where it is a wrong one.
   */
  readonly prepareRegion: (user: PlatformUser, typed: readonly string[]) => Promise<Region | null>;
  /** Whether a workspace or server that belongs to no region may be set up without an invitation. */
  readonly isOpen: () => Promise<boolean>;
}
