import type { PlatformName } from '../chat/place.ts';
import type { ChannelAccess } from '../chat/platform.ts';
import type { Translator } from '../texts/translator.ts';

/** What keeps the bot from writing in a channel, and what to do about it on that platform; null for nothing known. */
export function obstacleText(t: Translator, platform: PlatformName, access: ChannelAccess): string | null {
  const { obstacle, bot } = access;
  if (obstacle === null) return null;
  const channel = access.channel ?? t.text('common.access.thisChannel');
  if (obstacle === 'channel-archived') return t.text('common.access.archived', { channel });
  if (obstacle === 'channel-gone') return t.text('common.access.gone', { channel });
  if (platform === 'slack') return t.text('common.access.slack', { channel, bot });
  return t.text(obstacle === 'no-permission' ? 'common.access.discordWrite' : 'common.access.discordSee', {
    channel,
    bot,
  });
}
