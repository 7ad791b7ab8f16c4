import type { NamedAccount } from '../access/actor/national.ts';
import type { Presence } from '../access/actor/presence.ts';
import type { Surroundings } from '../access/operation/surroundings.ts';
import type { Region } from '../access/region/region.ts';
import type { NoteWithheld } from '../access/region/withheld.ts';
import type { PlatformUser } from '../chat/place.ts';
import type { Platform } from '../chat/platform.ts';
import type { RelayIntake } from '../chat/relaying.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import type { Measures } from '../metrics/measures.ts';
import type { Locale } from '../texts/index.ts';
import type { Pace } from '../timers/pace.ts';
import type { PlatformLimits } from './receiving/concurrency-limit.ts';
import type { RememberedLocales } from './receiving/remembered-locales.ts';
import type { Registry } from './registry.ts';
import type { FormsInHand } from './running/forms-in-hand.ts';

export interface InboxOptions {
  readonly database: Database;
  readonly registry: Registry;
  /** The platform the inbox takes things in from. */
  readonly platform: Platform;
  /** All platforms that this process is connected to. */
  readonly platforms: readonly Platform[];
  readonly log: Log;
  /** Counts what is done; nothing is counted by default. */
  readonly measures?: Measures;
  readonly presence: Presence;
  readonly noteWithheld: NoteWithheld;
  /** Domain clock. */
  readonly now: () => Date;
  /** The clock by which catching up waits; the real one by default. */
  readonly pace?: Pace;
  /** The people who make the nation's bilan. */
  readonly nationalCoordinators: readonly NamedAccount[];
  readonly surroundings: Surroundings;
  /** The language used when nothing else tells. */
  readonly locale: Locale;
  /** The languages in which people of this platform were last answered. */
  readonly locales: RememberedLocales;
  /** The forms of this platform that this process is dealing with. */
  readonly formsInHand: FormsInHand;
  /** The limits on how much of this platform is worked on at once. */
  readonly limits: PlatformLimits;
  /**
   * The milliseconds that reading may take before somebody is told that it doesn't work just now. By default 2 s of the
   * 3 that a platform waits; longer where this platform waits longer.
   */
  readonly readMs?: number;
  /**
   * Returns the region of a workspace where nothing is set up yet, made if need be, for somebody who may set it up;
   * null when they may not. `typed` is what they typed, which may hold a code. Throws UserError for a wrong code.
   */
  readonly prepareRegion: (user: PlatformUser, typed: readonly string[]) => Promise<Region | null>;
  /** Returns whether a workspace or server that belongs to no region may be set up without an invitation. */
  readonly isOpen: () => Promise<boolean>;
  /** The part of this platform in the relay; null when it takes none. */
  readonly relay: RelaySide | null;
}

/** The part of the relay that the inbox hands on to. */
export interface RelaySide {
  readonly intake: RelayIntake;
  /** Tells that the platform is connected, or has missed something. */
  missed(): void;
}
