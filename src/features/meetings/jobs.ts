import type { DueHandlers } from '../../schedule/run-due.ts';
import { post, REMINDER } from './posting.ts';
import { isReminderName } from './rules.ts';
import { meetingStore } from './store.ts';

export const meetingJobs: DueHandlers = {
  [REMINDER]: async (scope, subject) => {
    const [id = '', name = ''] = subject.split(':');
    const meeting = await meetingStore(scope).byId(id);
    if (meeting && !meeting.cancelled && isReminderName(name)) await post(scope, meeting, name);
  },
};
