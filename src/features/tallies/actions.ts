import { z } from 'zod';
import { type AnyAction, action } from '../../access/operation/context.ts';
import { tallyRemoved } from './messages.ts';
import { removeTally } from './operations.ts';
import { runShow, showingOf } from './show.ts';

export const tallyActions: readonly AnyAction[] = [
  action({
    name: 'tally-show',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: z.object({}),
    run: (context, _, key) => runShow(context, showingOf(context, key), true),
  }),
  action({
    name: 'tally-stop',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: z.object({}),
    async run(context, _, id) {
      await context.do(removeTally, { id });
      return tallyRemoved(context.t);
    },
  }),
  action({
    name: 'tally-remove',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: z.object({ choice: z.string() }),
    async run(context, { choice }) {
      await context.do(removeTally, { id: choice });
      return tallyRemoved(context.t);
    },
  }),
];
