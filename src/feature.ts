import type { PresenceHandler } from './access/actor/presence.ts';
import type { AnyAction, AnyCommand } from './access/operation/context.ts';
import type { WithheldHandler } from './access/region/withheld.ts';
import type { Needs } from './chat/needs.ts';
import type { PassOn, StillMeant } from './delivery/outbox/held.ts';
import type { UnsolicitedKind } from './delivery/outbox/index.ts';
import type { MessageGoneHandler } from './delivery/outbox/message-gone.ts';
import type { NotReachedHandler } from './delivery/outbox/not-reached.ts';
import type { Awaiting, Expecting, Listener, RoleOffers, Source } from './dispatch/registry.ts';
import type { MenuAddition, MenuSection } from './features/menu/menu.ts';
import type { InWhoseNames } from './schedule/in-whose-name.ts';
import type { Purge } from './schedule/purge.ts';
import type { DueHandlers } from './schedule/run-due.ts';
import type { TextKey } from './texts/index.ts';

/**
 * A feature's door: everything that it hands over to the bot. Its `index.ts` exports one, and `composition.ts` lists it; nothing
 * else imports it.
 */
export interface Feature {
  /** Name of its folder, of its files of texts and of its samples in the gallery. */
  readonly name: string;
  readonly commands?: readonly AnyCommand[];
  /** Where its commands stand in the menu and in the help; what isn't named there, neither leads to. */
  readonly menu?: readonly (MenuSection | MenuAddition)[];
  /** Its buttons and lists. */
  readonly actions?: readonly AnyAction[];
  /** What can be picked in its forms, by the name that fields give. */
  readonly sources?: Readonly<Record<string, Source>>;
  /** Each is asked in turn whether a typed message is for it. */
  readonly listeners?: readonly Listener[];
  /** Where it expects that something is typed. */
  readonly awaiting?: readonly Awaiting[];
  /** Whether it has asked something that waits for what a person types to the bot alone. */
  readonly expecting?: readonly Expecting[];
  /** What it offers to somebody who lacks a role. */
  readonly roleOffers?: RoleOffers;
  /** What it needs on each platform besides what every feature does. */
  readonly needs?: Needs<TextKey>;
  /** What it does at a given time, by kind. */
  readonly jobs?: DueHandlers;
  /** In whose name it does what is due, by kind: not once they have left. */
  readonly inWhoseNames?: InWhoseNames;
  /** What something it sent unasked says by the time its reader may be written to, by kind. */
  readonly stillMeant?: Readonly<Partial<Record<UnsolicitedKind, StillMeant>>>;
  /** Who else is told when such a message is taken back, by kind. */
  readonly passOn?: Readonly<Partial<Record<UnsolicitedKind, PassOn>>>;
  /** What it does when something that was sent can't be found any more. */
  readonly messageGone?: readonly MessageGoneHandler[];
  /** What it does when a platform refuses to deliver something. */
  readonly notReached?: readonly NotReachedHandler[];
  /** What it removes every night. */
  readonly purges?: readonly Purge[];
  /** What it does when somebody leaves a workspace or server, or comes back. */
  readonly presence?: readonly PresenceHandler[];
  /** What it does when a platform doesn't allow the bot something any more, or allows it again. */
  readonly withheld?: readonly WithheldHandler[];
}
