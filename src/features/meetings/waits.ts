import type { WaitingTask, Waits } from '../menu/waits.ts';
import { type Meeting, rsvpAnswers } from './meeting.ts';
import { meetingStore } from './store.ts';

export const meetingsWait: Waits = {
  async organiser(scope) {
    const coming = await meetingStore(scope).upcoming();
    const answered = ({ answers }: Meeting) =>
      answers.find(({ personId }) => personId === scope.actor.personId)?.answer;
    const [next, ...others] = coming.filter((meeting) => answered(meeting) === undefined);
    return {
      tasks: next ? [taskOf(next, others.length)] : [],
      dates: coming
        .filter((meeting) => answered(meeting) !== 'NO')
        .map(({ startsAt, title }) => ({ at: startsAt, words: (t) => t.text('meetings.waits.date', { title }) })),
    };
  },
};

function taskOf({ id, title, startsAt, endsAt }: Meeting, others: number) {
  return {
    position: 40,
    words: (t) => {
      const when = t.slot({ start: startsAt, end: endsAt, allDay: false });
      const asked = t.text('meetings.waits.answer', { title, when });
      return others === 0 ? asked : `${asked} ${t.text('meetings.waits.others', { count: others })}`;
    },
    ways: rsvpAnswers.map((answer) => ({
      action: `rsvp-${answer.toLowerCase()}:${id}`,
      label: `meetings.answer.${answer}` as const,
    })),
  } satisfies WaitingTask;
}
