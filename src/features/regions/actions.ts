import { z } from 'zod';
import { type AnyAction, action } from '../../access/operation/context.ts';
import { typedIn } from '../../access/operation/typed-in.ts';
import { UserError } from '../../chat/user-error.ts';
import { checkAccess } from './check-access.ts';
import { reviewChange, runChange, runSetUp, setUpForm } from './forms.ts';
import { accessMessage } from './messages/access.ts';
import { installCodeMessage, joinDecidedMessage } from './messages/codes.ts';
import { withReadingBack } from './messages/reading-back.ts';
import { decideJoining, giveInstallCode } from './operations/join.ts';
import { viewReadingBack } from './operations/view.ts';
import type { SetUpOffers } from './set-up.ts';

export const regionActions = (offers: SetUpOffers): readonly AnyAction[] => [
  action({
    name: 'setup-check',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: z.object({}),
    async run(context) {
      const checked = await checkAccess(context);
      const reading = await context.do(viewReadingBack, {});
      return withReadingBack(context.t, accessMessage(context, checked), reading);
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
        const deciding = await context.do(decideJoining, { request, confirmed });
        if (deciding.outcome === 'decided') {
          return joinDecidedMessage(context, deciding, deciding.confirmed ? await offers(context) : []);
        }
        const { name, others, until } = deciding;
        throw new UserError('regions.errors.join.forOthers', { name, others: context.t.list(others), until });
      },
    }),
  ),
  action({
    name: 'setup-change',
    who: 'coordinator',
    answer: 'private',
    form: 'always',
    ...setUpForm,
    title: 'regions.form.changeTitle',
    run: runSetUp(offers),
  }),
  /** `setup-change-now:<form>` */
  action({
    name: 'setup-change-now',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: z.object({}),
    confirms: async (context, form) => reviewChange(context, await typedIn(context, setUpForm.input, form), form),
    run: async (context, _, form) => runChange(offers)(context, await typedIn(context, setUpForm.input, form)),
  }),
];
