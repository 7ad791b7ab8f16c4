import type { ChannelUse } from '../../access/contacts/directory-store.ts';
import type { Context } from '../../access/operation/context.ts';
import type { NotGranted } from '../../chat/needs.ts';
import { DeliveryError } from '../../chat/platform.ts';
import { checkStored } from './operations/view.ts';
import { channelUses } from './rules.ts';
import type { Accessed, AccessFound } from './set-up.ts';

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
