import { z } from 'zod';
import type { Context } from '../../../access/operation/context.ts';
import type { RawValues } from '../../../chat/form.ts';
import { choiceField, filesField, longTextField, textField } from '../../../chat/form.ts';
import type { Writer } from '../../../chat/interaction.ts';
import { MAX_TYPED_LENGTH } from '../../../chat/length.ts';
import { MEDIUMS, mediumText } from '../questions/options.ts';
import { questionToWrite } from './operations/answer.ts';

/**
 * Splits a button's key `<conversation>/<question>.<version of the card>/<what was pressed>`. Buttons that were sent
 * before cards had versions have none.
 */
export function partsOf(key: string): {
  readonly conversationId: string;
  readonly question: string;
  readonly version: number | null;
  readonly what: string;
} {
  const [conversationId = '', asked = '', what = ''] = key.split('/');
  const [question = '', version] = asked.split('.');
  return { conversationId, question, version: version === undefined ? null : Number(version), what };
}

/** Returns the question, to stand above the form's field. */
export async function questionIntro(context: Context, key: string): Promise<string> {
  const { conversationId, question } = partsOf(key);
  return (await context.do(questionToWrite, { conversationId, question })).text;
}

/** Prefills the form with the text written before. */
export async function writtenBefore(context: Context, key: string): Promise<RawValues> {
  const { conversationId, question } = partsOf(key);
  const { written } = await context.do(questionToWrite, { conversationId, question });
  return written === null ? {} : { reply: written };
}

/** Names whoever wrote it, as the card does. */
export const putsReplyBack = {
  async by(context: Context, key: string): Promise<Writer | null> {
    const { conversationId, question } = partsOf(key);
    return (await context.do(questionToWrite, { conversationId, question })).by;
  },
};

/** A reply holds as much as may be typed in a chat: what was answered there is filled in, to be corrected. */
export const replyInput = z.object({ reply: textField({ label: 'surveys.form.reply', max: MAX_TYPED_LENGTH }) });
export const longReplyInput = z.object({
  reply: longTextField({ label: 'surveys.form.reply', max: MAX_TYPED_LENGTH }),
});
export const photoInput = z.object({ photo: filesField({ label: 'surveys.form.photoFile', photo: true }) });

export const mediaInput = z.object({
  outlet: textField({ label: 'surveys.form.outlet', max: 200 }),
  medium: choiceField({
    label: 'surveys.form.medium',
    options: MEDIUMS.map((value) => ({ value, label: mediumText(value) })),
  }),
  publishedOn: textField({
    label: 'surveys.form.publishedOn',
    hint: 'surveys.form.publishedOnHint',
    max: 60,
  }).optional(),
  link: textField({ label: 'surveys.form.link', max: 500 }).optional(),
});
