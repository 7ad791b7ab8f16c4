import type { ChannelUse } from '../../access/contacts/directory-store.ts';
import type { Region } from '../../access/region/region.ts';
import type { ChannelAccess } from '../../chat/channel-access.ts';
import type { PlatformName } from '../../chat/place.ts';
import type { KeptOut, Sent } from '../../delivery/outbox/index.ts';

/** What is set up now, for a coordinator. */
export interface SetUp {
  readonly region: Region;
  readonly channels: Readonly<Record<ChannelUse, string | null>>;
  /** Where the region isn't yet; null when it is everywhere. */
  readonly missing: PlatformName | null;
}

/** A chosen channel, and what the platform says of it now. */
export interface Accessed {
  readonly use: ChannelUse;
  readonly access: ChannelAccess;
}

/** What became of the first message to a chosen channel. */
export interface Checked extends Pick<Sent, 'status' | 'reason'> {
  readonly use: ChannelUse;
  readonly channel: string;
}

/** All that was found when everything was looked at. */
export interface AccessFound {
  readonly channels: readonly (Accessed & Pick<Checked, 'status' | 'reason'>)[];
  /** What the platform keeps from the bot everywhere; null when it didn't tell. */
  readonly withheld: readonly string[] | null;
  readonly keptOut: readonly KeptOut[];
}
