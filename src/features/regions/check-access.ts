import { z } from 'zod';
import type { ChannelUse } from '../../access/contacts/directory-store.ts';
import type { Context } from '../../access/operation/context.ts';
import { operation } from '../../access/operation/operation.ts';
import { regionWords } from '../../access/region/region-scope.ts';
import type { NotGranted } from '../../chat/needs.ts';
import { DeliveryError } from '../../chat/platform.ts';
import { type KeptOut, keptOutOf, resendAll, sentUnder } from '../../delivery/outbox/index.ts';
import { readyKey, setUpOf } from './channels.ts';
import { channelReady } from './messages/set-up.ts';
import { channelUses } from './rules.ts';
import type { Accessed, AccessFound, CheckedChannel } from './set-up.ts';

/**
 * Returns the outcome of the first message to each chosen channel, retrying refused ones, and the people who couldn't
 * be let into a thread.
 */
const checkStored = operation({
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

/** Checks everything that the bot has to be allowed on this platform. */
export async function checkAccess(context: Context): Promise<AccessFound> {
  const { checked, keptOut } = await context.do(checkStored, {});
  const channels = await Promise.all(
    checked.map(async (one) => ({ ...one, access: await context.access(one.channel) })),
  );
  return { channels, withheld: await withheldFrom(context), keptOut };
}

async function withheldFrom(context: Context): Promise<NotGranted | null> {
  try {
    return await context.withheld();
  } catch (error) {
    if (error instanceof DeliveryError) return null;
    throw error;
  }
}

/** Asks the platform about all chosen channels. */
export async function accessOf(
  context: Context,
  channels: Readonly<Record<ChannelUse, string | null>>,
): Promise<readonly Accessed[]> {
  const looked = channelUses.flatMap((use) => {
    const channel = channels[use];
    return channel === null ? [] : [context.access(channel).then((access) => ({ use, access }))];
  });
  return Promise.all(looked);
}
