import type { NamedAccount } from './access/actor/national.ts';
import type { PresenceHandler } from './access/actor/presence.ts';
import type { AnyAction, AnyCommand } from './access/operation/context.ts';
import type { RegionScope } from './access/region/region-scope.ts';
import type { WithheldHandler } from './access/region/withheld.ts';
import type { Needs } from './chat/needs.ts';
import type { PassOn, StillMeant } from './delivery/outbox/held.ts';
import type { UnsolicitedKind } from './delivery/outbox/index.ts';
import type { MessageGoneHandler } from './delivery/outbox/message-gone.ts';
import type { NotReachedHandler } from './delivery/outbox/not-reached.ts';
import type { Awaiting, Expecting, Listener, RoleOffers, Source } from './dispatch/registry.ts';
import type { EditionClosedHook, StillOpen } from './features/editions/still-open.ts';
import type { MenuAddition, MenuSection } from './features/menu/menu.ts';
import type { Waits } from './features/menu/waits.ts';
import type { ThreadWaits } from './features/organisations/thread-waits.ts';
import type { MarkRenderers } from './marks/renderers.ts';
import type { LongestPauses } from './schedule/handlers.ts';
import type { InWhoseNames } from './schedule/in-whose-name.ts';
import type { Purge } from './schedule/purge.ts';
import type { DueHandlers } from './schedule/run-due.ts';
import type { TextKey } from './texts/index.ts';

/**
 * A feature's door: everything that it hands over to the bot. Its `index.ts` exports one, and only `composition.ts`
 * imports it.
 */
export interface Feature {
  /** The name of its folder, of its files of texts and of its samples in the gallery. */
  readonly name: string;
  /** Its slash commands. */
  readonly commands?: readonly AnyCommand[];
  /** The places of its commands in the menu and in the help. Commands that aren't named here appear in neither. */
  readonly menu?: readonly (MenuSection | MenuAddition)[];
  /** Tells what waits in it for the coordinators, and for one organiser. The menu begins with it. */
  readonly waits?: Waits;
  /** Its buttons and lists. */
  readonly actions?: readonly AnyAction[];
  /** Sources of what can be picked in its forms, by the names that fields give. */
  readonly sources?: Readonly<Record<string, Source>>;
  /** Listeners to typed messages, each asked in turn whether a message is for it. */
  readonly listeners?: readonly Listener[];
  /** Lists the places in which it expects something to be typed. */
  readonly awaiting?: readonly Awaiting[];
  /** Tells whether it has asked something to which what a person types to the bot alone may be the answer. */
  readonly expecting?: readonly Expecting[];
  /** Its offers to somebody who lacks a role. */
  readonly roleOffers?: RoleOffers;
  /** The needs of this feature on each platform, beyond what every feature needs. */
  readonly needs?: Needs<TextKey>;
  /** Handles what is due at a given time, by kind. */
  readonly jobs?: DueHandlers;
  /** Handles, by kind, what is due only for those whom the environment names as national coordinators. */
  readonly nationalJobs?: (named: readonly NamedAccount[]) => DueHandlers;
  /** Makes what it shows of what is marked say what is so, by kind. */
  readonly marks?: MarkRenderers;
  /** Plans what is done again and again in each region and what nobody notices, by the kind of its due items. */
  readonly routines?: Readonly<Record<string, (scope: RegionScope) => Promise<void>>>;
  /**
   * The kinds of due items by which it asks the coordinators for a decision while it is time for it. Whoever lets time pass in the trial stops
   * there.
   */
  readonly decisions?: readonly string[];
  /** The longest pauses between two looks of what looks again and again. */
  readonly pauses?: LongestPauses;
  /** Returns the person in whose name a due item is done, by kind. It isn't done once they have left. */
  readonly inWhoseNames?: InWhoseNames;
  /**
   * Returns what an unasked message says once its reader may be written to, by kind. By then it may have changed, or be
   * pointless.
   */
  readonly stillMeant?: Readonly<Partial<Record<UnsolicitedKind, StillMeant>>>;
  /** Tells whoever else such a message may be for, once it isn't its reader's any more and is taken back, by kind. */
  readonly passOn?: Readonly<Partial<Record<UnsolicitedKind, PassOn>>>;
  /** Words what waits in an organisation's thread, for the summary that is pinned there. */
  readonly threadWaits?: readonly ThreadWaits[];
  /** Words what isn't over in an edition, for whoever is about to close it. */
  readonly stillOpen?: readonly StillOpen[];
  /** Runs when an edition is closed. */
  readonly editionClosed?: readonly EditionClosedHook[];
  /** Handles that a sent message, or the conversation it opened, was deleted, locked or archived. */
  readonly messageGone?: readonly MessageGoneHandler[];
  /** Handles that a platform refused a message to somebody or to a channel. */
  readonly notReached?: readonly NotReachedHandler[];
  /** Deletes what is no longer needed, every night. */
  readonly purges?: readonly Purge[];
  /** Handles people who leave a workspace or server, or come back. */
  readonly presence?: readonly PresenceHandler[];
  /** Handles what a platform no longer allows the bot, or allows it again. */
  readonly withheld?: readonly WithheldHandler[];
}
