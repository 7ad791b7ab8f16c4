import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { notify } from '../../database/notify.ts';

/** The channel that wakes every platform's sender. */
export const DELIVERIES = 'deliveries';

/** The channel that wakes the sender of one platform. */
export const deliveriesOn = (platform: PlatformName) => `${DELIVERIES}:${platform}`;

/**
 * Wakes the senders after the commit: those of these platforms, or all when it isn't known which are concerned. A
 * sender that isn't woken, because the process died or a connection broke, looks by itself within half a minute.
 */
export async function trigger(scope: RegionScope, platforms?: Iterable<PlatformName>): Promise<void> {
  if (platforms === undefined) {
    await notify(scope.tx, DELIVERIES);
    return;
  }
  for (const platform of new Set(platforms)) await notify(scope.tx, deliveriesOn(platform));
}
