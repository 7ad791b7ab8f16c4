import type { Context } from '../../../access/operation/context.ts';
import { longTextField, momentField, type RawValues } from '../../../chat/form.ts';
import { type Block, type Message, message, text } from '../../../chat/message.ts';
import { numberedTitle } from '../messages/pieces.ts';
import { postponedMessage, reviewCancelling, reviewPostponement } from '../messages/proposal.ts';
import type { Postponement } from '../modification.ts';
import { cancelEvent, eventToCancel, postponeEvent, previewPostponement } from '../operations/move.ts';
import { eventToChange } from '../operations/view.ts';
import { departureBlock } from './told.ts';

export const newDateField = momentField({
  label: 'events.form.newDate',
  hint: 'events.form.newDateHint',
  option: { fr: 'date', en: 'date' },
  source: 'event-dates',
}).optional();

export const reasonField = longTextField({
  label: 'events.form.reason',
  hint: 'events.form.reasonHint',
  option: { fr: 'raison', en: 'reason' },
  max: 500,
}).optional();

/** Prefills nothing, but throws UserError, so that no form opens, when this can no longer be done with the event. */
export async function checkPossible(
  context: Context,
  id: string,
  step: 'reschedule' | 'cancel' | 'invite' | 'answer',
): Promise<RawValues> {
  await context.do(eventToChange, { id, step });
  return {};
}

/** Words what else becomes of an event's new dates, of which nothing is stored yet; null where there is nothing. */
export type PostponementNote = (context: Context, postponement: Postponement) => Promise<Block | null>;

export async function reviewPostpone(
  context: Context,
  id: string,
  when: string | undefined,
  noted: PostponementNote,
): Promise<Message> {
  const postponement = await context.do(previewPostponement, { id, when });
  return reviewPostponement(context.t, postponement, await noted(context, postponement));
}

/** Returns the version of the event of which new dates are shown. */
export async function postponeStanding(context: Context, id: string): Promise<string> {
  return String((await context.do(eventToChange, { id, step: 'reschedule' })).version);
}

export async function runPostpone(
  context: Context,
  id: string,
  when: string | undefined,
  standing: string | null | undefined,
): Promise<Message> {
  const event = await context.do(postponeEvent, { id, when, version: Number(standing) });
  return postponedMessage(context.t, event, await departureBlock(context, event));
}

export async function reviewCancel(context: Context, id: string, reason: string | undefined): Promise<Message> {
  return reviewCancelling(context.t, await context.do(eventToCancel, { id }), reason ?? null);
}

export async function runCancel(context: Context, id: string, reason: string | undefined): Promise<Message> {
  const event = await context.do(cancelEvent, { id, reason: reason ?? null });
  return message(
    text(context.t.text('events.cancel.done', { event: numberedTitle(event) })),
    await departureBlock(context, event),
  );
}
