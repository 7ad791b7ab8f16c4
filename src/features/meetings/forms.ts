import { z } from 'zod';
import type { Context } from '../../access/operation/context.ts';
import { longTextField, momentField, type RawValues, textField } from '../../chat/form.ts';
import type { Message } from '../../chat/message.ts';
import { UserError } from '../../chat/user-error.ts';
import { exampleMoment, readWhen } from '../../reading/index.ts';
import { meetingMovedMessage, reviewMove } from './messages.ts';
import { meetingToChange, moveMeeting, previewMove } from './operations.ts';

const when = momentField({
  label: 'meetings.form.when',
  hint: 'meetings.form.whenHint',
  option: { fr: 'date', en: 'date' },
  wholeDays: false,
});
const venue = textField({ label: 'meetings.form.venue', option: { fr: 'lieu', en: 'place' } });

/** Fields of a new meeting. */
export const meetingInput = z.object({
  title: textField({ label: 'meetings.form.title', option: { fr: 'titre', en: 'title' }, max: 120 }),
  when,
  venue,
  agenda: longTextField({
    label: 'meetings.form.agenda',
    option: { fr: 'ordre-du-jour', en: 'agenda' },
    max: 1500,
  }).optional(),
});

export const moveInput = z.object({ when, venue });

/** Reads a meeting's single date, with its hour. @throws ChoiceNeeded, UserError about the field `when` */
export function readDate(
  { t, now }: Context,
  typed: string,
): { readonly startsAt: Date; readonly endsAt: Date | null } {
  const [slot, ...more] = readWhen({ t, now }, typed, 'when', { wholeDays: false });
  if (!slot || more.length > 0) throw new UserError('meetings.errors.oneDate', {}, 'when');
  // People come at an hour: without one it would begin at midnight, for its reminders too.
  if (slot.allDay) throw new UserError('meetings.errors.hourNeeded', { example: exampleMoment({ t, now }) }, 'when');
  return { startsAt: slot.start, endsAt: slot.end };
}

type Move = z.output<typeof moveInput>;

/** Prefills the form with the present plan, so that one can change the date, the place or both. */
export async function prefillMove(context: Context, meetingId: string): Promise<RawValues> {
  const { startsAt, endsAt, venue } = await context.do(meetingToChange, { meetingId });
  const slot = { start: startsAt, end: endsAt, allDay: false };
  return { when: context.t.slot(slot), venue };
}

export async function reviewMoving(context: Context, { when, venue }: Move, meetingId: string): Promise<Message> {
  return reviewMove(context.t, await context.do(previewMove, { meetingId, ...readDate(context, when), venue }));
}

export async function runMoving(context: Context, { when, venue }: Move, meetingId: string): Promise<Message> {
  return meetingMovedMessage(
    context.t,
    await context.do(moveMeeting, { meetingId, ...readDate(context, when), venue }),
  );
}
