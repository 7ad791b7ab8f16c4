import { obstacleText } from '../../access/contacts/obstacle.ts';
import { commandName } from '../../access/operation/command-name.ts';
import type { Context } from '../../access/operation/context.ts';
import { INSTALL } from '../../chat/entry-commands.ts';
import { type Block, note } from '../../chat/message.ts';
import { traitsOf } from '../../platforms/registered.ts';
import { viewAnnouncementChannels } from './operations/view.ts';

/**
 * Tells a coordinator who has just announced something where it wasn't posted, and what to do about it. Returns null
 * when it was posted everywhere, as far as this platform tells.
 */
export async function notAnnouncedNote(context: Context): Promise<Block | null> {
  const { t, actor, region } = context;
  const command = commandName(INSTALL, { platform: actor.platform, locale: actor.locale, region });
  const found = await context.do(viewAnnouncementChannels, {});
  const missing = found.filter(({ channel }) => channel === null);
  const here = found.find(({ platform }) => platform === actor.platform)?.channel ?? null;
  const obstacle = here === null ? null : obstacleText(t, actor.platform, await context.access(here));
  const platforms = t.list(missing.map(({ platform }) => traitsOf(platform).title));
  const told = [
    ...(missing.length === 0 ? [] : [t.text('regions.notAnnounced', { platforms, command })]),
    ...(obstacle === null ? [] : [t.text('regions.notAnnouncedHere', { obstacle, command })]),
  ];
  return told.length === 0 ? null : note(told.join('\n'));
}
