import type { ChannelUse } from '../../access/contacts/directory-store.ts';
import type { Context } from '../../access/operation/context.ts';
import type { Region } from '../../access/region/region.ts';
import type { ChannelAccess } from '../../chat/channel-access.ts';
import type { NotGranted } from '../../chat/needs.ts';
import type { PlatformName } from '../../chat/place.ts';
import type { Offer } from '../../chat/user-error.ts';
import type { KeptOut, Sent } from '../../delivery/outbox/index.ts';

/** The current set-up, for a coordinator. */
export interface SetUp {
  readonly region: Region;
  readonly channels: Readonly<Record<ChannelUse, string | null>>;
  /** The platforms where the region isn't installed yet. */
  readonly missing: readonly PlatformName[];
}

/** Lists what else can be done at once with what is set up on all platforms. */
export type SetUpOffers = (context: Context) => Promise<readonly Offer[]>;

/** A value before and after. */
export interface Replaced<T> {
  readonly from: T;
  readonly to: T;
}

/** The changes that a set-up makes to a region that is set up. */
export interface SettingsChange {
  /** The region's name; the same twice where it stays. */
  readonly name: Replaced<string>;
  /** Departments' codes; the same twice where they stay. */
  readonly departments: Replaced<readonly string[]>;
  /** The region's time zone; the same twice where it stays. */
  readonly timeZone: Replaced<string>;
  /** Channels chosen for another use than before. */
  readonly channels: Readonly<Partial<Record<ChannelUse, string>>>;
}

/** A chosen channel, and what the platform says about it now. */
export interface Accessed {
  readonly use: ChannelUse;
  readonly access: ChannelAccess;
}

/** The outcome of the first message to a chosen channel. */
export interface CheckedChannel extends Pick<Sent, 'status' | 'reason'> {
  readonly use: ChannelUse;
  readonly channel: string;
}

/** The result of checking all accesses. */
export interface AccessFound {
  readonly channels: readonly (Accessed & Pick<CheckedChannel, 'status' | 'reason'>)[];
  /** The needs that the platform withholds from the bot everywhere; null when it didn't tell. */
  readonly withheld: NotGranted | null;
  readonly keptOut: readonly KeptOut[];
}
