import { z } from 'zod';
import { type AnyAction, action } from '../../access/operation/context.ts';
import { closedMessage, confirmClosing } from './messages.ts';
import { closeEdition, viewEdition } from './operations.ts';

const none = z.object({});

export const editionActions: readonly AnyAction[] = [
  action({
    name: 'edition-close',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: none,
    confirms: async (context) => confirmClosing(context.t, await context.do(viewEdition, {})),
    run: async (context, _, id) => closedMessage(context.t, await context.do(closeEdition, { id })),
  }),
];
