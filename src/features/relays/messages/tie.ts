import { versionOf } from '../../../access/operation/version.ts';
import { KEEP, runs } from '../../../chat/interaction.ts';
import {
  actions,
  button,
  field,
  fields,
  heading,
  list,
  type Message,
  message,
  note,
  text,
} from '../../../chat/message.ts';
import { traitsOf } from '../../../platforms/registered.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Lack, Looked } from '../channels.ts';
import { tiedPlaceText } from '../place-text.ts';
import type { ChannelNames, Cut, TiedNow, TiePlan } from '../relay.ts';
import { channelLacks, lackText } from './lacks.ts';

/** Shows what would be tied before it is: what will be readable where, and what the bot lacks there. */
export function reviewTie(
  t: Translator,
  tying: {
    readonly plan: TiePlan;
    readonly names: ChannelNames;
    readonly looked: readonly Looked[];
    readonly lacks: readonly Lack[];
  },
): Message {
  const { plan, names, looked, lacks } = tying;
  const all = [...(plan.relay?.channels ?? []), ...plan.channels].map((one) => tiedPlaceText(t, one, names));
  const trouble = [
    // The bot comes into an open channel by itself, with the note that it posts there.
    ...looked.flatMap(({ platform, access }) => (access ? channelLacks(t, platform, { ...access, hears: true }) : [])),
    ...lacks.map((lack) => lackText(t, lack)),
  ];
  const unknown = looked.some(({ access }) => access === null || !access.told);
  return message(
    fields(
      field(t.text('relays.form.name'), plan.name),
      field(t.text('relays.tie.channels'), plan.channels.map((one) => tiedPlaceText(t, one, names)).join('\n')),
    ),
    text(all.length > 1 ? t.text('relays.tie.readable', { channels: t.list(all) }) : t.text('relays.tie.oneOnly')),
    text(t.text('relays.tie.notBefore')),
    trouble.length > 0 && text(t.text('relays.tie.lacks')),
    list(trouble),
    unknown && note(t.text('relays.tie.unknown')),
  );
}

/** Tells a coordinator what is tied now, and what is still missing. */
export function tiedMessage(t: Translator, { relay, missing }: TiedNow, names: ChannelNames): Message {
  const alone = relay.channels.length < 2;
  const platforms = t.either(missing.map((one) => traitsOf(one).title));
  return message(
    heading(t.text('relays.tied.title', { name: relay.name })),
    list(relay.channels.map((one) => tiedPlaceText(t, one, names))),
    text(t.text(alone ? 'relays.tied.alone' : 'relays.tied.what')),
    alone && missing.length > 0 && text(t.text('relays.tied.missing', { platforms })),
    actions(
      button(runs(['passerelle', 'etat']), t.text('relays.tied.watch'), 'primary'),
      button(runs(['passerelle', 'lier']), t.text('relays.tied.more')),
    ),
    alone && missing.length > 0 && actions(button('install-code:JOIN', t.text('relays.tied.invite', { platforms }))),
  );
}

/** Says that the channels of an earlier offer are tied. */
export function offerOverMessage(t: Translator): Message {
  return message(
    text(t.text('relays.offer.over')),
    actions(button(runs(['passerelle', 'etat']), t.text('relays.tied.watch'), 'primary')),
  );
}

/** Asks whether a relay, or a channel of it, is to be cut. */
export function confirmCut(t: Translator, cut: Cut, names: ChannelNames): Message {
  const { relay, channels } = cut;
  const [only] = channels;
  const whole = channels.length === relay.channels.length;
  const id = whole ? relay.id : only?.id;
  return message(
    text(
      whole
        ? t.text('relays.cut.whole', { name: relay.name })
        : t.text('relays.cut.one', { name: relay.name, channel: only ? tiedPlaceText(t, only, names) : '' }),
    ),
    note(t.text(whole ? 'relays.cut.what' : 'relays.cut.whatOne')),
    actions(
      id !== undefined &&
        button(
          `relay-cut-now:${id}/${versionOf(channels.map((one) => one.id))}`,
          t.text('relays.cut.button'),
          'danger',
        ),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

/** Tells a coordinator what was cut. */
export function cutMessage(t: Translator, { relay, channels }: Cut, names: ChannelNames): Message {
  return message(
    text(t.text('relays.cut.done', { name: relay.name })),
    list(channels.map((one) => tiedPlaceText(t, one, names))),
    actions(button(runs(['passerelle', 'lier']), t.text('relays.cut.again'))),
  );
}
