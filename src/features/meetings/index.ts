import { meetingCommands } from '../../../commands/reunion.ts';
import type { Feature } from '../../feature.ts';
import { meetingActions } from './actions.ts';
import { meetingJobs } from './jobs.ts';
import { meetingSources } from './sources.ts';

export const meetingsFeature: Feature = {
  name: 'meetings',
  commands: meetingCommands,
  actions: meetingActions,
  sources: meetingSources,
  jobs: meetingJobs,
};
