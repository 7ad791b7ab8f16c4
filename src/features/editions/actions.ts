import { z } from 'zod';
import { type AnyAction, action } from '../../access/operation/context.ts';
import { confirmClosingEdition, editionClosedMessage } from './messages.ts';
import type { CloseEdition, ViewClosing } from './operations.ts';

const none = z.object({});

export const editionActions = (viewClosing: ViewClosing, closeEdition: CloseEdition): readonly AnyAction[] => [
  action({
    name: 'edition-close',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: none,
    confirms: async (context) => confirmClosingEdition(context.t, await context.do(viewClosing, {})),
    run: async (context, _, id) => editionClosedMessage(context.t, await context.do(closeEdition, { id })),
  }),
];
