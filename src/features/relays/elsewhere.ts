import type { ChannelUse } from '../../access/contacts/directory-store.ts';
import type { PlatformName } from '../../chat/place.ts';

/** The most channels that are tied in a region. */
export const MOST_TIED = 50;

/** A channel of another platform that can be tied, and what it was chosen for. */
export interface ElsewhereChannel {
  /** `<platform>:<use>` */
  readonly value: string;
  readonly platform: PlatformName;
  readonly use: ChannelUse;
  readonly channel: string;
}

const uses = ['yearRound', 'announcements', 'coordination', 'tallies'] as const satisfies readonly ChannelUse[];

/** Returns the channels that were chosen on the other platforms, those of the whole year first. */
export function channelsElsewhere(
  installations: readonly {
    readonly platform: PlatformName;
    readonly channels: Readonly<Record<ChannelUse, string | null>>;
  }[],
  here: PlatformName,
): readonly ElsewhereChannel[] {
  return uses.flatMap((use) =>
    installations.flatMap(({ platform, channels }): readonly ElsewhereChannel[] => {
      const channel = channels[use];
      return platform === here || channel === null ? [] : [{ value: `${platform}:${use}`, platform, use, channel }];
    }),
  );
}
