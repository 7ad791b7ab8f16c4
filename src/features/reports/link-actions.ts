import { z } from 'zod';
import { type AnyAction, action, type Context } from '../../access/operation/context.ts';
import type { Message } from '../../chat/message.ts';
import { UserError } from '../../chat/user-error.ts';
import { bilanAddress } from './bilan-link.ts';
import { cutBilanLink, makeBilanLink, viewBilanLink } from './link-operations.ts';
import { bilanLinkCut, bilanLinkMade, bilanLinkMessage } from './messages/link.ts';

const none = z.object({});

async function shown(context: Context, editionId: string): Promise<Message> {
  const state = await context.do(viewBilanLink, { editionId });
  return bilanLinkMessage(context.t, state, context.surroundings.publicUrl !== null);
}

/** Their keys are an edition's id. */
export const linkActions: readonly AnyAction[] = [
  action({
    name: 'bilan-link',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: none,
    run: (context, _, editionId) => shown(context, editionId),
  }),
  action({
    name: 'bilan-link-make',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: none,
    confirms: shown,
    async run(context, _, editionId) {
      const { publicUrl } = context.surroundings;
      if (publicUrl === null) throw new UserError('reports.errors.noPublicUrl');
      const made = await context.do(makeBilanLink, { editionId });
      return bilanLinkMade(context.t, made, bilanAddress(publicUrl, made.token));
    },
  }),
  action({
    name: 'bilan-link-cut',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: none,
    confirms: shown,
    run: async (context, _, editionId) => bilanLinkCut(context.t, await context.do(cutBilanLink, { editionId })),
  }),
];
