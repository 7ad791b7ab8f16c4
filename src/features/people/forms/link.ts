import { z } from 'zod';
import type { Context } from '../../../access/operation/context.ts';
import { textField } from '../../../chat/form.ts';
import type { Message } from '../../../chat/message.ts';
import { codeMessage, linkingMessage, linkQuestionMessage } from '../messages/link.ts';
import { findLink, giveLinkCode, viewLinkQuestion } from '../operations/link.ts';

export const codeField = textField({
  label: 'people.field.code',
  hint: 'people.link.codeHint',
  option: { fr: 'code', en: 'code' },
  max: 20,
});

export const codeForm = { title: 'people.link.title', input: z.object({ code: codeField }) };

/**
 * With a code, shows whose accounts would be joined. Without one, asks the question that waits for their answer, or
 * gives a code to type on the other platform.
 */
export async function runLink(context: Context, { code }: { readonly code?: string | undefined }): Promise<Message> {
  if (code !== undefined) return linkingMessage(context, await context.do(findLink, { code }));
  // The message with the question may not have reached them.
  const question = await context.do(viewLinkQuestion, {});
  if (question) return linkQuestionMessage(context.t, question);
  return codeMessage(context, await context.do(giveLinkCode, {}));
}
