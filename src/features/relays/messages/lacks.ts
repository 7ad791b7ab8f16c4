import { obstacleText, rightsText } from '../../../access/contacts/obstacle.ts';
import type { ChannelAccess } from '../../../chat/channel-access.ts';
import type { PlatformName } from '../../../chat/place.ts';
import { traitsOf } from '../../../platforms/registered.ts';
import { isTextKey } from '../../../texts/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Lack } from '../channels.ts';

/** Says what of the relay doesn't work in a channel, a line each, and how to change that. */
export function channelLacks(t: Translator, platform: PlatformName, access: ChannelAccess): readonly string[] {
  const closed = obstacleText(t, platform, access);
  if (closed !== null) return [closed];
  const { bot, hears, lacks } = access;
  const channel = access.channel ?? t.text('common.access.thisChannel');
  if (lacks.relay === null) return [t.text('relays.lacks.kind', { channel })];
  const rights = [...new Set([...(lacks.posts ?? []), ...lacks.relay])];
  return [
    ...(hears ? [] : [t.text('relays.lacks.unheard', { channel, bot })]),
    ...(rights.length === 0
      ? []
      : [t.text('common.access.rightsLacking', { channel, bot, rights: rightsText(t, rights) })]),
    ...rights.flatMap((right) => {
      const key = `platforms.${platform}.start.relay.${right}`;
      if (!isTextKey(key)) return [];
      return [t.text('relays.lacks.right', { right: rightsText(t, [right]), consequence: t.text(key) })];
    }),
  ];
}

/** Says what a platform grants the bot nowhere, what of the relay doesn't work without it, and how to change that. */
export function lackText(t: Translator, { platform, kind, name, without }: Lack): string {
  const key = `relays.lacks.${kind}.${name}`;
  const words = { platform: traitsOf(platform).title, name, consequence: t.text(without), link: '' };
  return t.text(isTextKey(key) ? key : `regions.withheld.${kind}`, words);
}
