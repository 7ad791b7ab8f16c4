import type { PlatformName } from '../../chat/place.ts';
import { traitsOf } from '../../platforms/registered.ts';
import type { Translator } from '../../texts/translator.ts';
import type { ChannelNames } from './relay.ts';

/** Names a channel with its platform: "#entraide (Discord)". */
export function tiedPlaceText(
  t: Translator,
  { platform, channel }: { readonly platform: PlatformName; readonly channel: string },
  names: ChannelNames,
): string {
  const name = names[channel];
  const { title } = traitsOf(platform);
  return name === undefined
    ? t.text('relays.place.unnamed', { platform: title })
    : t.text('relays.place.named', { channel: name.replace(/^#/, ''), platform: title });
}
