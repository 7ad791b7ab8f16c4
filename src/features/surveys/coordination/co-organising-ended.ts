import type { Context } from '../../../access/operation/context.ts';
import { type Block, text } from '../../../chat/message.ts';
import type { CoOrganisation } from '../../events/invitation.ts';
import { viewAskedBeforeEnding } from './operations/co-organising-ended.ts';

/** Says, before an organisation co-organises an event no more, what becomes of the questionnaires that were asked. */
export async function askedBeforeEndingNote(context: Context, { id }: CoOrganisation): Promise<Block | null> {
  const asked = await context.do(viewAskedBeforeEnding, { id });
  if (asked === null) return null;
  const { event, own } = asked;
  const said = [
    ...(event ? [context.t.text('surveys.askedBeforeEnding.event')] : []),
    ...(own === 'none' ? [] : [context.t.text(`surveys.askedBeforeEnding.${own}`)]),
  ];
  return text(said.join(' '));
}
