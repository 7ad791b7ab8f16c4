import { z } from 'zod';
import { operation } from '../../access/operation/operation.ts';
import { wordsFor } from '../../access/region/region-scope.ts';
import { UserError } from '../../chat/user-error.ts';
import { consentStore } from './consent-store.ts';
import type { ConsentWithdrawnHook } from './consents.ts';
import type { MyData } from './my-data.ts';
import { viewData } from './operations.ts';
import { viewDataSettings } from './settings-operations.ts';

/** Returns what is kept of the actor, for how long, and what they allow. */
export const viewMyData = operation({
  name: 'privacy.viewMyData',
  who: 'anyone',
  looks: true,
  input: z.object({}),
  run: async (scope): Promise<MyData> => ({
    ...(await viewData.run(scope, {})),
    settings: await viewDataSettings.run(scope, {}),
    consents: await consentStore(scope).of(scope.actor.personId),
  }),
});

/**
 * Returns the operation that withdraws the permission to quote or show an answer: no document made afterwards does so,
 * and nothing goes on saying that it may be. It throws UserError where there is no such permission.
 */
export const withdrawConsentOperation = (onWithdrawn: readonly ConsentWithdrawnHook[]) =>
  operation({
    name: 'privacy.withdrawConsent',
    who: 'anyone',
    input: z.object({ consent: z.uuid() }),
    journal: { silent: 'is their own' },
    async run(scope, { consent }): Promise<MyData> {
      const wording = wordsFor(scope.actor, scope.region).text('privacy.consents.withdrawal');
      const questionnaireId = await consentStore(scope).withdraw(consent, scope.actor.personId, wording);
      if (questionnaireId === null) throw new UserError('common.errors.notFound');
      for (const hook of onWithdrawn) await hook(scope, questionnaireId);
      return viewMyData.run(scope, {});
    },
  });

export type WithdrawConsent = ReturnType<typeof withdrawConsentOperation>;
