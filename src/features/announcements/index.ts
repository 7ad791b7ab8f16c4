import { announcementCommands } from '../../../commands/annonce.ts';
import type { Feature } from '../../feature.ts';
import { announcementActions } from './actions/index.ts';
import { announcementJobs, announcementNames } from './jobs.ts';
import { announcementStillMeant } from './still-meant.ts';

export const announcementsFeature: Feature = {
  name: 'announcements',
  commands: announcementCommands,
  actions: announcementActions,
  jobs: announcementJobs,
  inWhoseNames: announcementNames,
  stillMeant: { announcement: announcementStillMeant },
};
