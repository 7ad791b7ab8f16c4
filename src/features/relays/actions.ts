import { z } from 'zod';
import { type AnyAction, action, type Context } from '../../access/operation/context.ts';
import { idAsShown } from '../../access/operation/version.ts';
import type { Message } from '../../chat/message.ts';
import { namesOfChannels } from './channels.ts';
import { reviewTying, runTying, tieForm } from './forms.ts';
import { confirmTakeBack, speakingMessage, takenBackMessage, takingBackMessage } from './messages/people.ts';
import { confirmCut, cutMessage } from './messages/tie.ts';
import { OFFERED, offerIfOver } from './offer.ts';
import { cutRelay, viewCut } from './operations/cut.ts';
import { previewTakeBack, speakAgain, takeBack, viewTakingBack } from './operations/people.ts';
import { retryRelays } from './operations/retry.ts';
import { statusMessage } from './watching.ts';

const none = z.object({});

export const relayActions: readonly AnyAction[] = [
  action({
    name: OFFERED,
    who: 'coordinator',
    answer: 'update',
    form: 'always',
    ...tieForm,
    replacementIfStale: offerIfOver,
    review: reviewTying,
    run: runTying,
  }),
  /** `relay-cut-now:<relay or channel>/<version of what is cut>`: another channel may have been tied to the relay since. */
  action({
    name: 'relay-cut-now',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: none,
    confirms: (context, key) => askWhetherToCut(context, idAsShown(key).id),
    async run(context, _, key) {
      const what = idAsShown(key).id;
      const { relay } = await context.do(viewCut, { what });
      const names = await namesOfChannels(context, relay.channels);
      return cutMessage(context.t, await context.do(cutRelay, { what, names }), names);
    },
  }),
  action({
    name: 'relay-retry',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: none,
    run: async (context) => statusMessage(context, await context.do(retryRelays, {})),
  }),
  action({
    name: 'relay-speak',
    who: 'anyone',
    answer: 'update',
    form: 'never',
    input: none,
    run: async (context) => speakingMessage(context.t, await context.do(speakAgain, {})),
  }),
  action({
    name: 'relay-take-back',
    who: 'anyone',
    answer: 'update',
    form: 'never',
    input: none,
    confirms: async (context) => confirmTakeBack(context.t, await context.do(previewTakeBack, {})),
    async run(context) {
      const { messages, originals } = await context.do(takeBack, {});
      const links = originals.flatMap(({ platform, channel, thread, id }) => {
        const relaying = context.channelsOn(platform)?.relaying;
        return relaying ? [relaying.link({ channel, thread }, id)] : [];
      });
      return takenBackMessage(context.t, { messages, links });
    },
  }),
  action({
    name: 'relay-taken-back',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context) => takingBackMessage(context.t, await context.do(viewTakingBack, {})),
  }),
];

/** Asks whether a relay, or a channel of it, is meant to be cut. Throws UserError when it isn't tied any more. */
export async function askWhetherToCut(context: Context, what: string): Promise<Message> {
  const cut = await context.do(viewCut, { what });
  return confirmCut(context.t, cut, await namesOfChannels(context, cut.relay.channels));
}
