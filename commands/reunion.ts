import { z } from 'zod';
import { type AnyCommand, type Context, command } from '../src/access/operation/context.ts';
import { choiceField, pickField } from '../src/chat/form.ts';
import { message } from '../src/chat/message.ts';
import { readEach } from '../src/chat/user-error.ts';
import { meetingInput, readDate } from '../src/features/meetings/forms.ts';
import { rsvpAnswers } from '../src/features/meetings/meeting.ts';
import {
  invitationAnswerMessage,
  meetingList,
  meetingScheduledMessage,
  reviewMeeting,
} from '../src/features/meetings/messages.ts';
import {
  answerInvitation,
  checkNotOver,
  scheduleMeeting,
  upcomingMeetings,
} from '../src/features/meetings/operations.ts';
import { remindersOf } from '../src/features/meetings/rules.ts';
import { notAnnouncedNote } from '../src/features/regions/not-announced.ts';
import { readName } from '../src/reading/index.ts';

async function read(context: Context, { title: typed, when, venue, agenda }: z.output<typeof meetingInput>) {
  const [title, date] = await readEach(
    () => readName(typed, 'title'),
    () => readDate(context, when),
  );
  return { title, ...date, venue, agenda: agenda ?? null };
}

export const meetingCommands: readonly AnyCommand[] = [
  command({
    path: { fr: ['reunion', 'programmer'], en: ['meeting', 'schedule'] },
    description: 'meetings.command.schedule',
    who: 'coordinator',
    answer: 'private',
    form: 'when-incomplete',
    title: 'meetings.form.heading',
    confirm: 'meetings.form.announce',
    input: meetingInput,
    async review(context, input) {
      const meeting = await read(context, input);
      return reviewMeeting(context.t, meeting, remindersOf(meeting.startsAt, context.region.timeZone, context.now));
    },
    async run(context, input) {
      const { blocks } = meetingScheduledMessage(
        context.t,
        await context.do(scheduleMeeting, await read(context, input)),
      );
      return message(...blocks, await notAnnouncedNote(context));
    },
  }),
  command({
    path: { fr: ['reunion', 'liste'], en: ['meeting', 'list'] },
    description: 'meetings.command.list',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: z.object({}),
    run: async (context) => meetingList(context.t, await context.do(upcomingMeetings, {}), context.actor),
  }),
  command({
    path: { fr: ['reunion', 'repondre'], en: ['meeting', 'answer'] },
    description: 'meetings.command.answer',
    who: 'anyone',
    answer: 'private',
    form: 'when-incomplete',
    title: 'meetings.form.answerHeading',
    async prefill(context, _key, given) {
      await context.do(checkNotOver, { typed: [given.meeting ?? []].flat().join(' ') });
      return {};
    },
    input: z.object({
      meeting: pickField({
        label: 'meetings.form.meeting',
        option: { fr: 'reunion', en: 'meeting' },
        source: 'meetings',
      }),
      answer: choiceField({
        label: 'meetings.form.answer',
        option: { fr: 'reponse', en: 'answer' },
        options: rsvpAnswers.map((value) => ({ value, label: `meetings.answer.${value}` })),
      }),
    }),
    run: async (context, { meeting, answer }) =>
      invitationAnswerMessage(context.t, await context.do(answerInvitation, { meetingId: meeting, answer }), answer),
  }),
];
