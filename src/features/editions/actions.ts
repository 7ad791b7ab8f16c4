import { z } from 'zod';
import { type AnyAction, action } from '../../access/operation/context.ts';
import {
  confirmClosingEdition,
  confirmRemovingEdition,
  editionClosedMessage,
  editionRemovedMessage,
} from './messages.ts';
import type { CloseEdition, ViewClosing } from './operations.ts';
import { editionToRemove, removeEdition } from './remove-operations.ts';

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
  /** `edition-remove-ask:<edition>` */
  action({
    name: 'edition-remove-ask',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: none,
    run: async (context, _, id) => confirmRemovingEdition(context.t, await context.do(editionToRemove, { id })),
  }),
  /** `edition-remove:<edition>` */
  action({
    name: 'edition-remove',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: none,
    confirms: async (context, id) => confirmRemovingEdition(context.t, await context.do(editionToRemove, { id })),
    run: async (context, _, id) => editionRemovedMessage(context.t, await context.do(removeEdition, { id })),
  }),
];
