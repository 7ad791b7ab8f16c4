import { meetingCommands } from '../../../commands/reunion.ts';
import type { Feature } from '../../feature.ts';
import { meetingActions } from './actions.ts';
import { meetingJobs } from './jobs.ts';
import { meetingMarks } from './posting.ts';
import { meetingSources } from './sources.ts';
import { meetingsWait } from './waits.ts';

export const meetingsFeature: Feature = {
  name: 'meetings',
  commands: meetingCommands,
  menu: [
    {
      theme: 'reunion',
      title: 'meetings.menu.title',
      position: 40,
      entries: {
        'reunion programmer': { label: 'meetings.menu.schedule', shortcut: { coordinator: 50 } },
        'reunion liste': { label: 'meetings.menu.list', shortcut: { organiser: 50 } },
        'reunion repondre': { label: 'meetings.menu.answer' },
      },
    },
  ],
  waits: meetingsWait,
  actions: meetingActions,
  sources: meetingSources,
  jobs: meetingJobs,
  marks: meetingMarks,
};
