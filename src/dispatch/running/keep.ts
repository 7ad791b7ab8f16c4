import { z } from 'zod';
import { action } from '../../access/operation/context.ts';
import { KEEP } from '../../chat/interaction.ts';
import { message, text } from '../../chat/message.ts';

/** [Ne rien changer] below any confirmation. */
export const keepUnchanged = action({
  name: KEEP,
  who: 'anyone',
  answer: 'update',
  form: 'never',
  input: z.object({}),
  run: async ({ t }) => message(text(t.text('common.cancelled'))),
});
