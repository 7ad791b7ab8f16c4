import { z } from 'zod';
import { type AnyAction, action } from '../../access/context.ts';
import { runSetUp, setUpForm } from './form.ts';
import { decideJoining, giveInstallCode } from './join-operations.ts';
import { accessMessage } from './messages.ts';
import { decidedMessage, installCodeMessage } from './messages-codes.ts';
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
  /** `install-code:JOIN`, `install-code:FOUND` */
  action({
    name: 'install-code',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: z.object({}),
    async run(context, _, key) {
      const purpose = z.enum(['JOIN', 'FOUND']).parse(key);
      return installCodeMessage(context, await context.do(giveInstallCode, { purpose }));
    },
  }),
  /** `join-confirm:<request>`, `join-refuse:<request>` */
  ...[true, false].map((confirmed) =>
    action({
      name: confirmed ? 'join-confirm' : 'join-refuse',
      who: 'coordinator',
      answer: 'private',
      form: 'never',
      input: z.object({}),
      async run(context, _, request) {
        return decidedMessage(context, await context.do(decideJoining, { request, confirmed }));
      },
    }),
  ),
  action({ name: 'setup-change', who: 'coordinator', answer: 'private', form: 'always', ...setUpForm, run: runSetUp }),
];
