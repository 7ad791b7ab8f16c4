import { z } from 'zod';
import { type AnyAction, action, type Context } from '../../../access/operation/context.ts';
import type { Message } from '../../../chat/message.ts';
import { UserError } from '../../../chat/user-error.ts';
import { bilanLinkCut, bilanLinkMade, bilanLinkMessage } from '../messages/link.ts';
import { bilanAddress } from './bilan-link.ts';
import { cutBilanLink, makeBilanLink, viewBilanLink } from './operations.ts';

const none = z.object({});

async function linkShown(context: Context, editionId: string): Promise<Message> {
  const state = await context.do(viewBilanLink, { editionId });
  return bilanLinkMessage(context.t, state, context.surroundings.publicUrl !== null);
}

/** Splits a button's key `<edition>/<the address that is shown beside it>`. */
function partsOf(key: string): { readonly editionId: string; readonly shown: string | null } {
  const [editionId = '', shown = ''] = key.split('/');
  return { editionId, shown: shown === '' ? null : shown };
}

const confirms = (context: Context, key: string) => linkShown(context, partsOf(key).editionId);

export const linkActions: readonly AnyAction[] = [
  action({
    name: 'bilan-link',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: none,
    run: (context, _, editionId) => linkShown(context, editionId),
  }),
  action({
    name: 'bilan-link-make',
    who: 'coordinator',
    // The address is shown once: it stands by itself, so that a second click can't put anything in its place.
    answer: 'private',
    form: 'never',
    input: none,
    confirms,
    async run(context, _, key) {
      const { publicUrl } = context.surroundings;
      if (publicUrl === null) throw new UserError('reports.errors.noPublicUrl');
      const made = await context.do(makeBilanLink, partsOf(key));
      return bilanLinkMade(context.t, made, bilanAddress(publicUrl, made.token));
    },
  }),
  action({
    name: 'bilan-link-cut',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: none,
    confirms,
    run: async (context, _, key) => bilanLinkCut(context.t, await context.do(cutBilanLink, partsOf(key))),
  }),
];
