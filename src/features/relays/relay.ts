import type { PlatformName } from '../../chat/place.ts';
import type { ChannelStatus } from '../../relay/status-store.ts';
import type { Tie, TiedRelay } from '../../relay/ties/ties-store.ts';

/** The names of channels as people see them, by the platform's id. One that isn't known now isn't in it. */
export type ChannelNames = Readonly<Record<string, string>>;

/** A channel that is to be tied. */
export interface ChosenChannel {
  readonly platform: PlatformName;
  readonly team: string;
  readonly channel: string;
}

/** The channels that would be tied, and to what. */
export interface TiePlan {
  /** The relay that gets more channels; null when one is begun. */
  readonly relay: TiedRelay | null;
  readonly name: string;
  readonly channels: readonly ChosenChannel[];
  /** The platforms where the region isn't set up. */
  readonly missing: readonly PlatformName[];
}

/** A relay once channels were tied to it. */
export interface TiedNow {
  readonly relay: TiedRelay;
  readonly missing: readonly PlatformName[];
}

/** A tied channel as those who coordinate see it. */
export interface WatchedTie extends Tie, ChannelStatus {
  /** Why the note there couldn't be pinned, as the platform's refusal; null when nothing is known against it. */
  readonly unpinned: string | null;
  /** The number of files in the newest messages that were too big to be copied there: links lead to them. */
  readonly linked: number;
}

export interface WatchedRelay extends Omit<TiedRelay, 'channels'> {
  readonly channels: readonly WatchedTie[];
}

/** The channels that would be cut off a relay, or were. */
export interface Cut {
  readonly relay: TiedRelay;
  /** All of its channels, or one of them. */
  readonly channels: readonly Tie[];
}

/** The number of somebody's messages that stand in other channels too, and since when they are silent; null when they aren't. */
export interface Copied {
  readonly messages: number;
  readonly silentSince: Date | null;
}
