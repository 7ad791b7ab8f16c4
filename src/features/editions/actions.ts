import { z } from 'zod';
import { type AnyAction, action } from '../../access/context.ts';
import { closedMessage } from './messages.ts';
import { closeEdition } from './operations.ts';

const none = z.object({});

export const editionActions: readonly AnyAction[] = [
  action({
    name: 'edition-close',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: none,
    run: async (context, _, id) => closedMessage(context.t, await context.do(closeEdition, { id })),
  }),
];
