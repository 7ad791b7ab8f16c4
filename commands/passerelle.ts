import { z } from 'zod';
import { type AnyCommand, command } from '../src/access/operation/context.ts';
import { pickField } from '../src/chat/form.ts';
import { askWhetherToCut } from '../src/features/relays/actions.ts';
import { namesOfChannels } from '../src/features/relays/channels.ts';
import { reviewTying, runTying, tieForm } from '../src/features/relays/forms.ts';
import { confirmTakeBack, silentMessage } from '../src/features/relays/messages/people.ts';
import { relaysMessage } from '../src/features/relays/messages/status.ts';
import { fallSilent, previewTakeBack, viewSilence } from '../src/features/relays/operations/people.ts';
import { viewRelays } from '../src/features/relays/operations/view.ts';
import { statusMessage } from '../src/features/relays/watching.ts';

const none = z.object({});

export const relayCommands: readonly AnyCommand[] = [
  command({
    path: { fr: ['passerelle', 'lier'], en: ['relay', 'tie'] },
    description: 'relays.command.tie',
    who: 'coordinator',
    answer: 'private',
    form: 'when-incomplete',
    ...tieForm,
    review: reviewTying,
    run: runTying,
  }),
  command({
    path: { fr: ['passerelle', 'etat'], en: ['relay', 'status'] },
    description: 'relays.command.status',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: none,
    async run(context) {
      if (context.actor.coordinator) return statusMessage(context, null);
      const relays = await context.do(viewRelays, {});
      const names = await namesOfChannels(
        context,
        relays.flatMap(({ channels }) => channels),
      );
      return relaysMessage(context.t, { relays, names, silentSince: await context.do(viewSilence, {}) });
    },
  }),
  command({
    path: { fr: ['passerelle', 'couper'], en: ['relay', 'cut'] },
    description: 'relays.command.cut',
    who: 'coordinator',
    answer: 'private',
    form: 'when-incomplete',
    title: 'relays.form.cut',
    input: z.object({
      what: pickField({ label: 'relays.form.what', option: { fr: 'quoi', en: 'what' }, source: 'relay-ties' }),
    }),
    run: (context, { what }) => askWhetherToCut(context, what),
  }),
  command({
    path: { fr: ['passerelle', 'silence'], en: ['relay', 'silence'] },
    description: 'relays.command.silence',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context) => silentMessage(context.t, await context.do(fallSilent, {})),
  }),
  command({
    path: { fr: ['passerelle', 'retirer'], en: ['relay', 'take-back'] },
    description: 'relays.command.takeBack',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context) => confirmTakeBack(context.t, await context.do(previewTakeBack, {})),
  }),
];
