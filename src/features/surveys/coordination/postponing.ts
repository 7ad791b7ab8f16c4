import type { Context } from '../../../access/operation/context.ts';
import { type Block, note } from '../../../chat/message.ts';
import type { Postponement } from '../../events/modification.ts';
import { eventAskedAt } from '../timing.ts';
import { viewAskedAlready } from './operations/asked-already.ts';

/** Says below an event's new dates, before they count, what becomes of the questionnaire that was asked about it. */
export async function askedAlreadyNote(
  context: Context,
  { event, slots, changes }: Postponement,
): Promise<Block | null> {
  if (!changes) return null;
  const due = slots === null ? null : eventAskedAt(slots, context.region.timeZone);
  const asked = await context.do(viewAskedAlready, { id: event.id, due });
  if (asked === null) return null;
  const { t } = context;
  const { lot, closesOn } = asked;
  const late = closesOn === null ? { late: 'no', day: '' } : { late: 'yes', day: t.day(closesOn) };
  return note(t.text('surveys.askedAlready', { lot, dates: slots?.length ?? 0, ...late }));
}
