import { announcementCommands } from '../../../commands/annonce.ts';
import type { Feature } from '../../feature.ts';
import { announcementActions } from './actions/index.ts';
import { announcementJobs, announcementNames } from './jobs.ts';
import { announcementMarks, refreshPauses } from './refresh.ts';
import { announcementStillMeant } from './still-meant.ts';
import { announcementsInThread } from './thread-waits.ts';

export const announcementsFeature: Feature = {
  name: 'announcements',
  commands: announcementCommands,
  menu: [
    {
      theme: 'annonce',
      title: 'announcements.menu.title',
      position: 60,
      entries: {
        'annonce diffuser': { label: 'announcements.menu.send', shortcut: { coordinator: 30 } },
        'annonce programmer': { label: 'announcements.menu.schedule' },
        'annonce etat': { label: 'announcements.menu.status' },
      },
    },
  ],
  actions: announcementActions,
  jobs: announcementJobs,
  pauses: refreshPauses,
  marks: announcementMarks,
  threadWaits: [announcementsInThread],
  inWhoseNames: announcementNames,
  stillMeant: { announcement: announcementStillMeant, urgent: announcementStillMeant },
};
