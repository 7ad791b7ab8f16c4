import { z } from 'zod';
import { directory } from '../../../access/contacts/directory-store.ts';
import { operation } from '../../../access/operation/operation.ts';
import { regionWords } from '../../../access/region/region-scope.ts';
import { catchUpProgress } from '../../../access/region/unread-store.ts';
import type { PlatformName } from '../../../chat/place.ts';
import { type KeptOut, keptOutOf, resendAll, sentUnder } from '../../../delivery/outbox/index.ts';
import { readyKey, setUpOf } from '../channels.ts';
import { channelReady } from '../messages/set-up.ts';
import { channelUses } from '../rules.ts';
import type { CheckedChannel } from '../set-up.ts';

/** Returns how much of what was said while the bot was off has been read; null when nothing is left to read. */
export const viewReadingBack = operation({
  name: 'regions.viewReadingBack',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  run: (scope) => catchUpProgress(scope, scope.actor.platform),
});

/** Returns the region's announcement channels, by platform; null where none is chosen. */
export const viewAnnouncementChannels = operation({
  name: 'regions.viewAnnouncementChannels',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  async run(scope): Promise<readonly { readonly platform: PlatformName; readonly channel: string | null }[]> {
    const installations = await directory(scope).installations();
    return installations.map(({ platform, channels }) => ({ platform, channel: channels.announcements }));
  },
});

/**
 * Returns the outcome of the first message to each chosen channel, retrying refused ones, and the people who couldn't
 * be let into a thread.
 */
export const checkStored = operation({
  name: 'regions.checkAccess',
  who: 'coordinator',
  journal: { silent: 'is a message' },
  input: z.object({}),
  async run(scope): Promise<{ readonly checked: readonly CheckedChannel[]; readonly keptOut: readonly KeptOut[] }> {
    const { platform } = scope.actor;
    const { channels } = await setUpOf(scope, platform);
    const checked: CheckedChannel[] = [];
    for (const use of channelUses) {
      const channel = channels[use];
      if (channel === null) continue;
      const key = readyKey(scope, platform, use, channel);
      const [sent] = await sentUnder(scope, key);
      if (!sent) continue;
      checked.push({ use, channel, status: sent.status, reason: sent.reason });
      // Only another attempt shows whether the obstacle is still there.
      const words = channelReady(regionWords(scope.region), scope.region, use);
      if (sent.status === 'REFUSED') await resendAll(scope, [{ key, message: words, elsewhere: null }]);
    }
    return { checked, keptOut: await keptOutOf(scope, platform) };
  },
});
