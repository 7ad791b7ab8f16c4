import { z } from 'zod';
import { type AnyAction, action } from '../../access/operation/context.ts';
import { moveInput, prefillMove, reviewMoving, runMoving } from './forms.ts';
import { rsvpAnswers } from './meeting.ts';
import { confirmCancelling, invitationAnswerMessage, meetingCancelledMessage, meetingMessage } from './messages.ts';
import { answerInvitation, cancelMeeting, meetingToChange, upcomingMeeting } from './operations.ts';

const input = z.object({});

export const meetingActions: readonly AnyAction[] = [
  ...rsvpAnswers.map((answer) =>
    action({
      name: `rsvp-${answer.toLowerCase()}`,
      who: 'anyone',
      answer: 'private',
      form: 'never',
      input,
      run: async (context, _, meetingId) =>
        invitationAnswerMessage(context.t, await context.do(answerInvitation, { meetingId, answer }), answer),
    }),
  ),
  action({
    name: 'meeting-open',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: z.object({ choice: z.string() }),
    run: async (context, { choice }) =>
      meetingMessage(context.t, await context.do(upcomingMeeting, { meetingId: choice }), context.actor),
  }),
  action({
    name: 'meeting-move',
    who: 'coordinator',
    answer: 'private',
    form: 'always',
    title: 'meetings.form.move',
    confirm: 'meetings.move.confirm',
    input: moveInput,
    putsBack: {},
    prefill: prefillMove,
    review: reviewMoving,
    run: runMoving,
  }),
  action({
    name: 'meeting-cancel',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input,
    run: async (context, _, meetingId) =>
      confirmCancelling(context.t, await context.do(meetingToChange, { meetingId, toCancel: true })),
  }),
  action({
    name: 'meeting-cancel-now',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input,
    confirms: async (context, meetingId) =>
      confirmCancelling(context.t, await context.do(meetingToChange, { meetingId, toCancel: true })),
    async run(context, _, meetingId) {
      return meetingCancelledMessage(context.t, await context.do(cancelMeeting, { meetingId }));
    },
  }),
];
