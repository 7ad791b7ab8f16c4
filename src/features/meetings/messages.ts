import { departureText } from '../../access/contacts/departure.ts';
import { KEEP } from '../../chat/interaction.ts';
import {
  actions,
  type Block,
  button,
  divider,
  field,
  fields,
  heading,
  type Message,
  message,
  note,
  select,
  text,
} from '../../chat/message.ts';
import type { Slot } from '../../dates/index.ts';
import type { TextKey } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';
import {
  type Meeting,
  type MeetingInvitation,
  type PlannedMeeting,
  type PostedMeeting,
  type RsvpAnswer,
  rsvpAnswers,
} from './meeting.ts';
import {
  changeTold,
  countAnswers,
  isAskedAgain,
  isSoon,
  type MeetingChange,
  type MeetingReminder,
  overAt,
  type PostingKind,
} from './rules.ts';

function slotOf({ startsAt, endsAt }: Pick<Meeting, 'startsAt' | 'endsAt'>): Slot {
  return { start: startsAt, end: endsAt, allDay: false };
}

function details(t: Translator, meeting: Pick<Meeting, 'startsAt' | 'endsAt' | 'venue' | 'agenda'>) {
  return fields(
    field(t.text('meetings.when'), t.slot(slotOf(meeting))),
    field(t.text('meetings.where'), meeting.venue),
    meeting.agenda !== null && field(t.text('meetings.agenda'), meeting.agenda),
  );
}

/** Returns the buttons to answer with, without the one of the answer `given`. */
function answerButtons(t: Translator, { id }: Pick<Meeting, 'id'>, given?: RsvpAnswer) {
  return actions(
    ...rsvpAnswers
      .filter((answer) => answer !== given)
      .map((answer) =>
        button(
          `rsvp-${answer.toLowerCase()}:${id}`,
          t.text(`meetings.answer.${answer}`),
          answer === 'YES' ? 'primary' : 'plain',
        ),
      ),
  );
}

/**
 * Builds an invitation, or a later posting about the meeting, for the announcement channels, with the current counts, and
 * with the buttons to answer until it begins.
 */
export function meetingPosting(t: Translator, meeting: Meeting, kind: PostingKind, now: Date): Message {
  if (meeting.cancelled) {
    return message(
      heading(t.text('meetings.cancelled.title', { title: meeting.title })),
      text(t.text('meetings.cancelled.what', { when: t.slot(slotOf(meeting)) })),
    );
  }
  if (meeting.startsAt <= now) return begunPosting(t, meeting, kind, now);
  const change = changeTold(kind);
  return message(
    heading(t.text(titleOf(meeting, kind, now), { title: meeting.title })),
    change !== null && text(t.text('meetings.moved.what', { change })),
    details(t, meeting),
    note(t.text('meetings.counts', { ...countAnswers(meeting) })),
    answerButtons(t, meeting),
  );
}

/** Says what is still true of a meeting that has begun: "tomorrow" and "so far" no longer are. */
function begunPosting(t: Translator, meeting: Meeting, kind: PostingKind, now: Date): Message {
  const { title, answers } = meeting;
  const isOver = overAt(meeting, t.timeZone) <= now;
  const change = changeTold(kind);
  const begun = change === null ? 'meetings.invitation' : 'meetings.moved.title';
  return message(
    heading(t.text(isOver ? 'meetings.over.title' : begun, { title })),
    change !== null && text(t.text('meetings.moved.was', { change })),
    details(t, meeting),
    answers.length > 0 && note(t.text('meetings.counted', { ...countAnswers(meeting) })),
    note(t.text(isOver ? 'meetings.over' : 'meetings.begun', { answers: answers.length })),
  );
}

const titles = {
  announcement: 'meetings.invitation',
  cancelled: 'meetings.cancelled.title',
  '7d': 'meetings.reminder.7d',
  '1d': 'meetings.reminder.1d',
  '1h': 'meetings.reminder.1h',
} as const satisfies Partial<Record<PostingKind, TextKey>>;

function titleOf(meeting: Meeting, kind: PostingKind, now: Date): TextKey {
  if (kind === '1h' && isSoon(meeting, now)) return 'meetings.reminder.soon';
  return kind in titles ? titles[kind as keyof typeof titles] : 'meetings.moved.title';
}

/** Shows a meeting before it is announced. `reminders` holds those that are still to come. */
export function reviewMeeting(
  t: Translator,
  meeting: Pick<Meeting, 'title' | 'startsAt' | 'endsAt' | 'venue' | 'agenda'>,
  reminders: readonly MeetingReminder[],
): Message {
  const when = t.list(reminders.map(({ name }) => t.text(`meetings.review.${name}`)));
  return message(
    heading(meeting.title),
    details(t, meeting),
    note(t.text('meetings.review', { count: reminders.length, when })),
  );
}

/** Shows a meeting before it is moved. */
export function reviewMove(
  t: Translator,
  { meeting, change }: { readonly meeting: Meeting; readonly change: MeetingChange },
): Message {
  const answers = meeting.answers.length === 0 ? 'none' : isAskedAgain(change) ? 'again' : 'stay';
  return message(
    heading(meeting.title),
    details(t, meeting),
    note(t.text('meetings.move.review', { change, answers })),
  );
}

export function meetingMovedMessage(t: Translator, { meeting, leaves, reminders }: PlannedMeeting): Message {
  return message(
    text(t.text('meetings.move.done', { title: meeting.title, when: t.slot(slotOf(meeting)) })),
    text(departureText(t, leaves)),
    remindersNote(t, reminders),
  );
}

export function invitationAnswerMessage(t: Translator, meeting: MeetingInvitation, answer: RsvpAnswer): Message {
  return message(
    text(t.text(`meetings.answered.${answer}`, { title: meeting.title, when: t.slot(slotOf(meeting)) })),
    note(t.text('meetings.answered.change')),
    answerButtons(t, meeting, answer),
  );
}

export function meetingScheduledMessage(t: Translator, { meeting, leaves, reminders }: PlannedMeeting): Message {
  return message(
    text(t.text('meetings.scheduled', { title: meeting.title, when: t.slot(slotOf(meeting)) })),
    text(departureText(t, leaves)),
    remindersNote(t, reminders),
  );
}

function remindersNote(t: Translator, reminders: readonly Date[]): Block | false {
  return (
    reminders.length > 0 &&
    note(
      t.text('meetings.scheduledReminders', {
        count: reminders.length,
        when: t.list(reminders.map((at) => t.moment(at, 'short'))),
      }),
    )
  );
}

export function meetingCancelledMessage(t: Translator, { meeting: { title }, leaves }: PostedMeeting): Message {
  return message(text(t.text('meetings.cancel.done', { title })), text(departureText(t, leaves)));
}

/** The number of meetings a list shows in full; the others are chosen from a menu. */
const IN_FULL = 5;

interface Reader {
  readonly personId: string;
  readonly coordinator: boolean;
}

/** Lists the coming meetings, the next ones in full with this person's answer. */
export function meetingList(t: Translator, meetings: readonly Meeting[], reader: Reader): Message {
  if (meetings.length === 0) return message(text(t.text('meetings.list.none')));
  const others = meetings.slice(IN_FULL);
  return message(
    heading(t.text('meetings.list.title')),
    ...meetings
      .slice(0, IN_FULL)
      .flatMap((meeting, index) => [index > 0 && divider, ...wholeMeeting(t, meeting, reader)]),
    others.length > 0 && note(t.text('meetings.list.others', { count: others.length })),
    others.length > 0 &&
      actions(
        select(
          'meeting-open:',
          t.text('meetings.list.open'),
          others.map(({ id, title, startsAt }) => ({
            value: id,
            label: title,
            description: t.moment(startsAt, 'short'),
          })),
        ),
      ),
  );
}

/** Shows one meeting of the list. */
export function meetingMessage(t: Translator, meeting: Meeting, reader: Reader): Message {
  return message(...wholeMeeting(t, meeting, reader));
}

function wholeMeeting(
  t: Translator,
  meeting: Meeting,
  { personId, coordinator }: Reader,
): readonly (Block | null | false)[] {
  const mine = meeting.answers.find((one) => one.personId === personId)?.answer;
  return [
    text(meeting.title),
    details(t, meeting),
    note(t.text('meetings.counts', { ...countAnswers(meeting) })),
    mine ? note(t.text('meetings.list.mine', { answer: t.text(`meetings.answer.${mine}`) })) : null,
    answerButtons(t, meeting),
    coordinator &&
      actions(
        button(`meeting-move:${meeting.id}`, t.text('meetings.move')),
        button(`meeting-cancel:${meeting.id}`, t.text('meetings.cancel'), 'danger'),
      ),
  ];
}

export function confirmCancelling(t: Translator, meeting: Meeting): Message {
  return message(
    text(t.text('meetings.cancel.confirm', { title: meeting.title, when: t.slot(slotOf(meeting)) })),
    actions(
      button(`meeting-cancel-now:${meeting.id}`, t.text('meetings.cancel'), 'danger'),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}
