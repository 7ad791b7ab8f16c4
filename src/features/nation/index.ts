import { nationCommands } from '../../../commands/nation.ts';
import type { Feature } from '../../feature.ts';
import { nationActions } from './actions.ts';
import { callActions } from './call-actions.ts';
import { callJobs, nationJobs, nationNames } from './jobs.ts';
import { purgeNation } from './store.ts';

export const nationFeature: Feature = {
  name: 'nation',
  commands: nationCommands,
  menu: [
    {
      theme: 'nation',
      title: 'nation.menu.title',
      position: 95,
      entries: {
        'nation etat': { label: 'nation.menu.state', shortcut: { organiser: 5 } },
        'nation recevoir': { label: 'nation.menu.receive', shortcut: { organiser: 6 } },
        'nation saisir': { label: 'nation.menu.enter' },
        'nation ecrire': { label: 'nation.menu.write' },
        'nation messages': { label: 'nation.menu.messages' },
        'nation bilan': { label: 'nation.menu.bilan', shortcut: { organiser: 7 } },
      },
    },
  ],
  actions: [...nationActions, ...callActions],
  jobs: callJobs,
  nationalJobs: nationJobs,
  inWhoseNames: nationNames,
  purges: [purgeNation],
};
