import { departureText } from '../../../access/contacts/departure.ts';
import type { Context } from '../../../access/operation/context.ts';
import { type Block, text } from '../../../chat/message.ts';
import type { Event } from '../event.ts';
import { departureOfNotices } from '../operations/told.ts';

/** Words when the people concerned are told what was just done with an event. */
export async function departureBlock(context: Context, { id }: Pick<Event, 'id'>): Promise<Block> {
  return text(departureText(context.t, await context.do(departureOfNotices, { id })));
}
