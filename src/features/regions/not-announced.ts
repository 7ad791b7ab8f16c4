import { z } from 'zod';
import { commandName } from '../../access/command-name.ts';
import type { Context } from '../../access/context.ts';
import { operation } from '../../access/operation.ts';
import { directory } from '../../access/store.ts';
import { type Block, note } from '../../chat/message.ts';
import type { PlatformName } from '../../chat/place.ts';
import { INSTALL } from './messages.ts';

/** The platforms of the region on which nothing is announced, because no channel is chosen for it. */
const withoutAnnouncements = operation({
  name: 'regions.withoutAnnouncements',
  who: 'coordinator',
  input: z.object({}),
  async run(scope): Promise<readonly PlatformName[]> {
    const installations = await directory(scope).installations();
    return installations.filter(({ channels }) => channels.announcements === null).map(({ platform }) => platform);
  },
});

/** For a coordinator who has just had something announced: where it was not, and what to do about it; null when it was everywhere. */
export async function notAnnounced(context: Context): Promise<Block | null> {
  const { t, actor, region } = context;
  const platforms = await context.do(withoutAnnouncements, {});
  if (platforms.length === 0) return null;
  return note(
    t.text('regions.notAnnounced', {
      platforms: t.list(platforms.map((platform) => t.text(`common.platform.${platform}`))),
      command: commandName(INSTALL, { platform: actor.platform, locale: actor.locale, region }),
    }),
  );
}
