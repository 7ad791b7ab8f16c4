import { MENU } from '../../../chat/entry-commands.ts';
import { runs } from '../../../chat/interaction.ts';
import { actions, button, list, type Message, message, note, text } from '../../../chat/message.ts';
import type { PlatformName } from '../../../chat/place.ts';
import { traitsOf } from '../../../platforms/registered.ts';
import type { Tie } from '../../../relay/ties/ties-store.ts';
import type { Translator } from '../../../texts/translator.ts';
import { tiedPlaceText } from '../place-text.ts';
import type { ChannelNames } from '../relay.ts';

/** Tells the people of a channel that it is relayed, where to, and how to keep something out of it. */
export function relayNote(
  t: Translator,
  { name, others, names }: { readonly name: string; readonly others: readonly Tie[]; readonly names: ChannelNames },
): Message {
  if (others.length === 0) return message(text(t.text('relays.note.alone', { name })));
  return message(
    text(t.text('relays.note.what', { name, count: others.length })),
    list(others.map((one) => tiedPlaceText(t, one, names))),
    text(t.text('relays.note.keepOut', { mute: ':mute:' })),
    text(t.text('relays.note.silence')),
    note(t.text('relays.note.before')),
    actions(button(runs(MENU.fr), t.text('menu.whatCanIDo'))),
  );
}

/** Tells the people of a channel that it isn't relayed any more. */
export function cutNote(t: Translator, name: string): Message {
  return message(text(t.text('relays.note.cut', { name })));
}

/** Tells the people of a channel that another one isn't relayed to it any more. */
export function channelCutMessage(
  t: Translator,
  { name, cut, names }: { readonly name: string; readonly cut: Tie; readonly names: ChannelNames },
): Message {
  return message(text(t.text('relays.note.otherCut', { name, channel: tiedPlaceText(t, cut, names) })));
}

/** Tells the people of a channel that what is written on a platform can't be read there for now, or that it can be again. */
export function readableNote(
  t: Translator,
  { platform, reads, isHere }: { readonly platform: PlatformName; readonly reads: boolean; readonly isHere: boolean },
): Message {
  const key = `relays.note.${reads ? 'reading' : 'notReading'}.${isHere ? 'here' : 'there'}` as const;
  return message(text(t.text(key, { platform: traitsOf(platform).title })));
}
