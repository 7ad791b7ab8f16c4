import { reschedule } from '../../schedule/due.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { MEETING_BEGUN, MEETING_REMINDER, postMeeting, refreshPostings } from './posting.ts';
import { isReminderName, overAt } from './rules.ts';
import { meetingStore } from './store.ts';

export const meetingJobs: DueHandlers = {
  [MEETING_REMINDER]: async (scope, subject) => {
    const [id = '', name = ''] = subject.split(':');
    const meeting = await meetingStore(scope).byId(id);
    if (meeting && !meeting.cancelled && isReminderName(name)) await postMeeting(scope, meeting, name);
  },
  [MEETING_BEGUN]: async (scope, id) => {
    await meetingStore(scope).lock(id);
    const meeting = await meetingStore(scope).byId(id);
    if (!meeting || meeting.cancelled || meeting.startsAt > scope.now) return;
    await refreshPostings(scope, meeting);
    const over = overAt(meeting, scope.region.timeZone);
    if (over > scope.now) await reschedule(scope, { kind: MEETING_BEGUN, subject: id, at: over });
  },
};
