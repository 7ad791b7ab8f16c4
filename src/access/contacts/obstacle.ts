import type { ChannelAccess } from '../../chat/channel-access.ts';
import type { PlatformName } from '../../chat/place.ts';
import { traitsOf } from '../../platforms/registered.ts';
import { isTextKey } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';

/**
 * Says what keeps the bot from writing in a channel and how to change that on this platform; null when nothing is
 * known.
 */
export function obstacleText(t: Translator, platform: PlatformName, access: ChannelAccess): string | null {
  const { obstacle, bot, mutedUntil, lacks } = access;
  const channel = access.channel ?? t.text('common.access.thisChannel');
  if (obstacle === 'channel-archived') return t.text('common.access.archived', { channel });
  if (obstacle === 'channel-gone') return t.text('common.access.gone', { channel });
  if (lacks.posts === null) return t.text('common.access.noMessages', { channel });
  if (mutedUntil) return t.text('common.access.muted', { bot, until: t.moment(mutedUntil) });
  if (obstacle === null) return null;
  const { namedRights } = traitsOf(platform);
  if (namedRights === null) {
    const key = obstacle === 'no-permission' ? 'common.access.postingRestricted' : 'common.access.invite';
    return t.text(key, { channel, bot });
  }
  // Where the bot can't see a channel, it doesn't know what else it lacks there.
  const named = lacks.posts.length > 0 ? lacks.posts : namedRights;
  const key = obstacle === 'no-permission' ? 'common.access.rightsToWrite' : 'common.access.rightsToSee';
  return t.text(key, { channel, bot, rights: rightsText(t, named) });
}

/** Says which of the bot's uses of a channel don't work there and how to change that; null when nothing is known. */
export function accessText(t: Translator, platform: PlatformName, access: ChannelAccess): string | null {
  const closed = obstacleText(t, platform, access);
  const lacking = access.lacks.posts ?? [];
  if (closed !== null || lacking.length === 0) return closed;
  const channel = access.channel ?? t.text('common.access.thisChannel');
  return t.text('common.access.rightsLacking', { channel, bot: access.bot, rights: rightsText(t, lacking) });
}

/** Lists permissions in the words in which the platform shows them. */
export function rightsText(t: Translator, rights: readonly string[]): string {
  return t.list(
    rights.map((right) => {
      const key = `common.right.${right}`;
      return isTextKey(key) ? t.text(key) : right;
    }),
  );
}
