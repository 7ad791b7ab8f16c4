import { kitCommands } from '../../../commands/kit.ts';
import type { Feature } from '../../feature.ts';
import { kitActions } from './actions.ts';
import { kitJobs, kitStillMeant, passKitOn } from './jobs.ts';
import { kitsWait } from './waits.ts';

export const kitsFeature: Feature = {
  name: 'kits',
  commands: kitCommands,
  menu: [
    {
      theme: 'kit',
      title: 'kits.menu.title',
      position: 20,
      entries: {
        'kit publier': { label: 'kits.menu.publish', shortcut: { coordinator: 40 } },
        'kit recevoir': { label: 'kits.menu.receive', shortcut: { organiser: 40 } },
        'kit liste': { label: 'kits.menu.list' },
        'kit suivi': { label: 'kits.menu.status' },
      },
    },
  ],
  waits: kitsWait,
  actions: kitActions,
  jobs: kitJobs,
  stillMeant: { kit: kitStillMeant },
  passOn: { kit: passKitOn },
};
