import type { ChannelAccess } from '../../chat/channel-access.ts';
import type { PlatformName } from '../../chat/place.ts';
import { traitsOf } from '../../platforms/registered.ts';
import { isTextKey } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';

/** What keeps the bot from writing in a channel, and what to do about it on that platform; null for nothing known. */
export function obstacleText(t: Translator, platform: PlatformName, access: ChannelAccess): string | null {
  const { obstacle, bot, mutedUntil, lacks } = access;
  const channel = access.channel ?? t.text('common.access.thisChannel');
  if (obstacle === 'channel-archived') return t.text('common.access.archived', { channel });
  if (obstacle === 'channel-gone') return t.text('common.access.gone', { channel });
  if (lacks.posts === null) return t.text('common.access.noMessages', { channel });
  if (mutedUntil) return t.text('common.access.muted', { bot, until: t.moment(mutedUntil) });
  if (obstacle === null) return null;
  if (!traitsOf(platform).namedRights) {
    const key = obstacle === 'no-permission' ? 'common.access.slackRestricted' : 'common.access.slack';
    return t.text(key, { channel, bot });
  }
  const named = lacks.posts.length > 0 ? lacks.posts : NEEDED_TO_WRITE;
  const key = obstacle === 'no-permission' ? 'common.access.discordWrite' : 'common.access.discordSee';
  return t.text(key, { channel, bot, rights: rightsText(t, named) });
}

/** Where a channel isn't shown to the bot, nothing more is known of what it lacks there. */
const NEEDED_TO_WRITE = ['ViewChannel', 'SendMessages'];

/** What of all that the bot does in a channel doesn't work there, and what to do about it; null for nothing known. */
export function accessText(t: Translator, platform: PlatformName, access: ChannelAccess): string | null {
  const closed = obstacleText(t, platform, access);
  const lacking = access.lacks.posts ?? [];
  if (closed !== null || lacking.length === 0) return closed;
  const channel = access.channel ?? t.text('common.access.thisChannel');
  return t.text('common.access.discordLacks', { channel, bot: access.bot, rights: rightsText(t, lacking) });
}

/** Permissions in the words in which the platform shows them. */
export function rightsText(t: Translator, rights: readonly string[]): string {
  return t.list(
    rights.map((right) => {
      const key = `common.right.${right}`;
      return isTextKey(key) ? t.text(key) : right;
    }),
  );
}
