import type { DueHandlers } from '../../schedule/run-due.ts';
import { MEETING_REMINDER, postMeeting } from './posting.ts';
import { isReminderName } from './rules.ts';
import { meetingStore } from './store.ts';

export const meetingJobs: DueHandlers = {
  [MEETING_REMINDER]: async (scope, subject) => {
    const [id = '', name = ''] = subject.split(':');
    const meeting = await meetingStore(scope).byId(id);
    if (meeting && !meeting.cancelled && isReminderName(name)) await postMeeting(scope, meeting, name);
  },
};
