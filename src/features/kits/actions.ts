import { z } from 'zod';
import { type AnyAction, action } from '../../access/operation/context.ts';
import { message, text } from '../../chat/message.ts';
import { confirmReceipt } from './operations.ts';

export const kitActions: readonly AnyAction[] = [
  action({
    name: 'kit-received',
    who: 'organiser',
    answer: 'private',
    form: 'never',
    input: z.object({}),
    async run(context, _, key) {
      const [kitId = '', organisationId = ''] = key.split('/');
      const { version } = await context.do(confirmReceipt, { kitId, organisationId });
      return message(text(context.t.text('kits.received.done', { version })));
    },
  }),
];
