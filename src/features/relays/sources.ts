import type { Source } from '../../dispatch/registry.ts';
import { platformWords } from '../../platforms/registered.ts';
import { alphabetical, fold } from '../../reading/index.ts';
import { namesOfChannels } from './channels.ts';
import { tieChoices } from './operations/tie.ts';
import { viewRelays } from './operations/view.ts';
import { tiedPlaceText } from './place-text.ts';

export const relaySources: Readonly<Record<string, Source>> = {
  /** Suggests the region's relays. */
  relays: async (context, typed) =>
    alphabetical(context.t.locale, await context.do(viewRelays, {}), ({ name }) => name)
      .filter(({ name }) => fold(name).includes(fold(typed)))
      .map(({ id, name }) => ({ value: id, label: name })),
  /** Suggests the channels of other platforms that can be tied. */
  'relay-elsewhere': async (context, typed) =>
    (await context.do(tieChoices, {})).elsewhere
      .map(({ value, platform, use }) => ({
        value,
        label: context.t.text(`relays.elsewhere.${use}`, platformWords(platform)),
      }))
      .filter(({ value, label }) => value === typed || fold(label).includes(fold(typed))),
  /** Suggests what can be cut: each relay, then each of its channels. */
  'relay-ties': async (context, typed) => {
    const relays = alphabetical(context.t.locale, await context.do(viewRelays, {}), ({ name }) => name);
    const names = await namesOfChannels(
      context,
      relays.flatMap(({ channels }) => channels),
    );
    return relays
      .flatMap(({ id, name, channels }) => [
        { value: id, label: context.t.text('relays.cut.wholeRelay', { name }) },
        ...channels.map((tie) => ({
          value: tie.id,
          label: tiedPlaceText(context.t, tie, names),
          description: name,
        })),
      ])
      .filter(({ label }) => fold(label).includes(fold(typed)));
  },
};
