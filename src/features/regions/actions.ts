import { z } from 'zod';
import { type AnyAction, action } from '../../access/context.ts';
import { runSetUp, setUpForm } from './form.ts';
import { accessMessage } from './messages.ts';
import { checkAccess } from './operations.ts';

export const regionActions: readonly AnyAction[] = [
  action({
    name: 'setup-check',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: z.object({}),
    async run(context) {
      const checked = await context.do(checkAccess, {});
      const now = checked.map(async (one) => ({ ...one, access: await context.access(one.channel) }));
      return accessMessage(context, await Promise.all(now));
    },
  }),
  action({ name: 'setup-change', who: 'coordinator', answer: 'private', form: 'always', ...setUpForm, run: runSetUp }),
];
