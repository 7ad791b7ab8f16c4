import { z } from 'zod';
import { type AnyAction, action } from '../../../access/operation/context.ts';
import { confirmDropping, draftDropped, draftList } from '../messages/drafts.ts';
import { dropDraft, unsentToDrop, unsentToFinish } from '../operations/unconfirmed.ts';

const options = { who: 'organiser', form: 'never', input: z.object({}) } as const;

/** The buttons of proposals that aren't sent; the key is the form. */
export const draftActions: readonly AnyAction[] = [
  action({
    name: 'draft-list',
    ...options,
    answer: 'private',
    run: async (context) => draftList(context.t, await context.do(unsentToFinish, {})),
  }),
  action({
    name: 'draft-drop',
    ...options,
    answer: 'private',
    run: async (context, _, form) => confirmDropping(context.t, await context.do(unsentToDrop, { form })),
  }),
  action({
    name: 'draft-drop-now',
    ...options,
    answer: 'update',
    confirms: async (context, form) => confirmDropping(context.t, await context.do(unsentToDrop, { form })),
    run: async (context, _, form) => draftDropped(context.t, await context.do(dropDraft, { form })),
  }),
];
