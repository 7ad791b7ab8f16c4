import { z } from 'zod';
import { type AnyAction, action } from '../../access/operation/context.ts';
import { exportData } from './export-operations.ts';
import { confirmErasure, dataMessage, erasureMessage, exportedMessage } from './messages/data.ts';
import type { WithdrawConsent } from './my-data-operations.ts';
import { eraseMe, planErasure, viewErasure } from './operations.ts';

const none = z.object({});

export const privacyActions = (withdrawConsent: WithdrawConsent): readonly AnyAction[] => [
  action({
    name: 'data-export',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context) => exportedMessage(context.t, await context.do(exportData, {})),
  }),
  action({
    name: 'data-erase',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context) => confirmErasure(context, await context.do(planErasure, {})),
  }),
  /** `data-erased:<person>` names who was asked; the erasure itself is always that of whoever presses. */
  action({
    name: 'data-erased',
    who: 'anyone',
    answer: 'update',
    form: 'never',
    input: none,
    confirms: async (context) => confirmErasure(context, await context.do(planErasure, {})),
    run: async (context) => erasureMessage(context, await context.do(eraseMe, {})),
  }),
  action({
    name: 'data-withdraw',
    who: 'anyone',
    answer: 'update',
    form: 'never',
    input: z.object({ choice: z.uuid() }),
    run: async (context, { choice }) => dataMessage(context, await context.do(withdrawConsent, { consent: choice })),
  }),
  /**
   * `data-progress:<erasure>`: anybody who holds this button may look, since the answer doesn't say whose erasure it
   * was.
   */
  action({
    name: 'data-progress',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context, _, erasure) => erasureMessage(context, await context.do(viewErasure, { erasure })),
  }),
];
