import type { ChannelUse } from '../../access/contacts/directory-store.ts';
import type { Region } from '../../access/region/region.ts';
import type { ChannelAccess } from '../../chat/channel-access.ts';
import type { NotGranted } from '../../chat/needs.ts';
import type { PlatformName } from '../../chat/place.ts';
import type { KeptOut, Sent } from '../../delivery/outbox/index.ts';

/** The current set-up, for a coordinator. */
export interface SetUp {
  readonly region: Region;
  readonly channels: Readonly<Record<ChannelUse, string | null>>;
  /** The platform where the region isn't installed yet; null when it is on both. */
  readonly missing: PlatformName | null;
}

/** A value before and after. */
export interface Replaced<T> {
  readonly from: T;
  readonly to: T;
}

/** What a set-up changes in a region that is set up. */
export interface SettingsChange {
  /** The region's name; the same twice where it stays. */
  readonly name: Replaced<string>;
  /** Departments' codes; the same twice where they stay. */
  readonly departments: Replaced<readonly string[]>;
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
  /** What the platform withholds from the bot everywhere; null when it didn't tell. */
  readonly withheld: NotGranted | null;
  readonly keptOut: readonly KeptOut[];
}
