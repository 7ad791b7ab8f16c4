import type { RegionScope } from '../../access/region/region-scope.ts';
import type { ChannelTarget } from '../../chat/place.ts';
import { EMPTY_MESSAGE } from './message-schema.ts';
import { storeSendings } from './sending-store.ts';

/** Returns the key under which a sending's message is pinned. */
export const pinKey = (of: string): string => `pin:${of}`;

/** Pins the first message that a sending to a channel becomes, once it stands; or unpins it. Each is done once. */
export async function pinSending(
  scope: RegionScope,
  of: string,
  target: ChannelTarget,
  isPinned: boolean,
): Promise<void> {
  const key = isPinned ? pinKey(of) : `un${pinKey(of)}`;
  await storeSendings(scope, [{ key, target: { ...target, kind: 'pin', of, isPinned }, message: EMPTY_MESSAGE }]);
}
