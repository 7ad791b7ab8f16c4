import type { Meeting } from '../../../src/features/meetings/meeting.ts';
import {
  confirmCancelling,
  invitationAnswerMessage,
  meetingCancelledMessage,
  meetingList,
  meetingMessage,
  meetingMovedMessage,
  meetingPosting,
  meetingScheduledMessage,
  reviewMeeting,
  reviewMove,
} from '../../../src/features/meetings/messages.ts';
import type { MeetingReminderName } from '../../../src/features/meetings/rules.ts';
import type { Given, Samples } from '../sample.ts';
import { at, id } from './facts.ts';
import { leaving } from './leaving.ts';

const meeting = (given: Given, changes: Partial<Meeting> = {}): Meeting => ({
  id: id(7),
  title: given.say('Comité de pilotage', 120),
  startsAt: at('05T14:00'),
  endsAt: at('05T16:00'),
  venue: given.say('CRESS, 12 rue du Port, Amiens', 200),
  agenda: given.say('Programme, kit, conférence de presse', 1500),
  cancelled: false,
  answers: [
    { personId: id(5), answer: 'YES' },
    { personId: id(8), answer: 'MAYBE' },
    { personId: id(9), answer: 'YES' },
  ],
  ...changes,
});

const member = { personId: id(5), coordinator: false };
const coordinator = { personId: id(10), coordinator: true };

const reminders = (names: readonly MeetingReminderName[]) =>
  names.map((name) => ({ name, at: new Date(0), expires: new Date(0) }));

const before = new Date('2026-09-01T09:00:00+02:00');

export const meetings: Samples = {
  meetingPosting: {
    announcement: (given) => meetingPosting(given.t, meeting(given, { answers: [] }), 'announcement', before),
    'a week before': (given) => meetingPosting(given.t, meeting(given), '7d', before),
    'the day before': (given) => meetingPosting(given.t, meeting(given), '1d', before),
    'an hour before': (given) => meetingPosting(given.t, meeting(given, { endsAt: null, agenda: null }), '1h', before),
    'minutes before': (given) =>
      meetingPosting(given.t, meeting(given), '1h', new Date(meeting(given).startsAt.getTime() - 300_000)),
    'moved, by an older version': (given) => meetingPosting(given.t, meeting(given), 'moved', before),
    'at another time': (given) => meetingPosting(given.t, meeting(given), 'moved-start', before),
    'at another time and place': (given) => meetingPosting(given.t, meeting(given), 'moved-startPlace', before),
    'ending at another time': (given) => meetingPosting(given.t, meeting(given), 'moved-end', before),
    'ending at another time, elsewhere': (given) => meetingPosting(given.t, meeting(given), 'moved-endPlace', before),
    'at another place': (given) => meetingPosting(given.t, meeting(given), 'moved-place', before),
    begun: (given) => meetingPosting(given.t, meeting(given), '1h', meeting(given).startsAt),
    'moved and begun': (given) => meetingPosting(given.t, meeting(given), 'moved-place', meeting(given).startsAt),
    over: (given) => meetingPosting(given.t, meeting(given), '1d', new Date('2027-01-01T09:00:00+01:00')),
    'over and unanswered': (given) =>
      meetingPosting(given.t, meeting(given, { answers: [] }), 'announcement', new Date('2027-01-01T09:00:00+01:00')),
    cancelled: (given) => meetingPosting(given.t, meeting(given, { cancelled: true }), 'cancelled', before),
  },
  reviewMeeting: {
    'weeks before': (given) => reviewMeeting(given.t, meeting(given), reminders(['7d', '1d', '1h'])),
    'some days before': (given) => reviewMeeting(given.t, meeting(given), reminders(['1d', '1h'])),
    'an hour before': (given) => reviewMeeting(given.t, meeting(given), []),
  },
  reviewMove: {
    'to another date': (given) => reviewMove(given.t, { meeting: meeting(given), change: 'startPlace' }),
    'before anybody answered': (given) =>
      reviewMove(given.t, { meeting: meeting(given, { answers: [] }), change: 'start' }),
    'nobody is asked again': (given) => reviewMove(given.t, { meeting: meeting(given), change: 'place' }),
  },
  meetingMovedMessage: (given) =>
    meetingMovedMessage(given.t, {
      meeting: meeting(given),
      leaves: leaving(2),
      reminders: [at('04T10:00'), at('05T13:00')],
    }),
  invitationAnswerMessage: {
    yes: (given) => invitationAnswerMessage(given.t, meeting(given), 'YES'),
    maybe: (given) => invitationAnswerMessage(given.t, meeting(given), 'MAYBE'),
    no: (given) => invitationAnswerMessage(given.t, meeting(given), 'NO'),
  },
  meetingScheduledMessage: {
    'reminders to come': (given) =>
      meetingScheduledMessage(given.t, {
        meeting: meeting(given),
        leaves: leaving(2),
        reminders: [at('04T10:00'), at('05T13:00')],
      }),
    'too late for reminders': (given) =>
      meetingScheduledMessage(given.t, { meeting: meeting(given), leaves: leaving(1), reminders: [] }),
  },
  meetingCancelledMessage: (given) => meetingCancelledMessage(given.t, { meeting: meeting(given), leaves: leaving(1) }),
  meetingList: {
    none: (given) => meetingList(given.t, [], member),
    'for a member': (given) =>
      meetingList(given.t, [meeting(given), meeting(given, { id: id(70), answers: [] })], member),
    'more than stand in full': (given) =>
      meetingList(
        given.t,
        Array.from({ length: 8 }, (_, index) => meeting(given, { id: id(70 + index) })),
        member,
      ),
    'for a coordinator': (given) =>
      meetingList(
        given.t,
        given.several(1, 12, (index) => meeting(given, { id: id(70 + index) })),
        coordinator,
      ),
  },
  meetingMessage: (given) => meetingMessage(given.t, meeting(given), coordinator),
  confirmCancelling: (given) => confirmCancelling(given.t, meeting(given)),
};
