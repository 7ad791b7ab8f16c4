import { reportCommands } from '../../../commands/bilan.ts';
import type { Feature } from '../../feature.ts';
import { reportActions } from './actions.ts';
import { choiceActions } from './choices/actions.ts';
import { findingJobs } from './findings/jobs.ts';
import { linkActions } from './link/actions.ts';
import { pressActions } from './press/actions.ts';
import { documentJobs } from './printing/document-jobs.ts';
import { printJobs } from './printing/print-jobs.ts';
import { publishJobs } from './publication/jobs.ts';
import { reviewActions } from './review/actions.ts';
import { reviewJobs, reviewStillMeant } from './review/jobs.ts';
import { reportSources } from './sources.ts';
import { reportsWait } from './waits.ts';

export const reportsFeature: Feature = {
  name: 'reports',
  commands: reportCommands,
  menu: [
    {
      theme: 'bilan',
      title: 'reports.menu.title',
      position: 90,
      entries: {
        'bilan apercu': { label: 'reports.menu.preview', shortcut: { coordinator: 70 } },
        'bilan rediger': { label: 'reports.menu.write' },
        'bilan relecture': { label: 'reports.menu.review', isWorthShowing: ({ coordinator }) => coordinator },
        'bilan presse': { label: 'reports.menu.press' },
        'bilan document': { label: 'reports.menu.document' },
        'bilan versions': { label: 'reports.menu.versions' },
        'bilan lire': { label: 'reports.menu.read' },
      },
    },
  ],
  waits: reportsWait,
  actions: [...reportActions, ...choiceActions, ...linkActions, ...pressActions, ...reviewActions],
  sources: reportSources,
  stillMeant: { review: reviewStillMeant },
  jobs: { ...documentJobs, ...printJobs, ...publishJobs, ...reviewJobs, ...findingJobs },
};
