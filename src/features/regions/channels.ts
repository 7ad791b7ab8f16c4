import { type ChannelUse, directory } from '../../access/contacts/directory-store.ts';
import { type RegionScope, regionWords } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { pinSending, sendAll } from '../../delivery/outbox/index.ts';
import { platformNames } from '../../platforms/registered.ts';
import { channelReady } from './messages/set-up.ts';
import { channelUses } from './rules.ts';
import type { SetUp } from './set-up.ts';
import { type Channels, regionStore } from './store.ts';

/** Stores the channels chosen on a platform, and says in each what it is for. */
export async function chooseChannels(scope: RegionScope, platform: PlatformName, channels: Channels): Promise<void> {
  await regionStore(scope).setChannels(platform, channels);
  await greetChannels(scope, platform, channels);
}

/**
 * Posts in each newly chosen channel what it is for, and pins it. People learn it, and it shows whether the bot may write there.
 */
async function greetChannels(scope: RegionScope, platform: PlatformName, channels: Channels): Promise<void> {
  const greetings = channelUses.flatMap((use) => {
    const id = channels[use];
    if (id === undefined) return [];
    const message = channelReady(regionWords(scope.region), scope.region, use);
    return {
      key: readyKey(scope, platform, use, id),
      target: { kind: 'channel' as const, platform, channel: id },
      message,
    };
  });
  await sendAll(scope, greetings);
  for (const { key, target } of greetings) await pinSending(scope, key, target, true);
}

/** Returns the key of the first message to a channel. */
export function readyKey(scope: RegionScope, platform: PlatformName, use: ChannelUse, id: string): string {
  return `channel-ready:${scope.region.id}:${platform}:${use}:${id}`;
}

export async function setUpOf(scope: RegionScope, platform: PlatformName): Promise<SetUp> {
  const installations = await directory(scope).installations();
  const here = installations.find((one) => one.platform === platform);
  return {
    region: scope.region,
    channels: here?.channels ?? { yearRound: null, announcements: null, coordination: null, tallies: null },
    missing: platformNames().filter((name) => installations.every((one) => one.platform !== name)),
  };
}
