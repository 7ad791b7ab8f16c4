import { tallyCommands } from '../../../commands/chiffres.ts';
import type { Feature } from '../../feature.ts';
import { tallyActions } from './actions.ts';
import { tallyJobs, tallyPauses } from './jobs.ts';
import { tallyMarks } from './refresh.ts';
import { repostTally } from './repost.ts';
import { talliesWait } from './waits.ts';

export const talliesFeature: Feature = {
  name: 'tallies',
  commands: tallyCommands,
  menu: [
    {
      theme: 'chiffres',
      title: 'tallies.menu.title',
      position: 80,
      entries: {
        'chiffres afficher': { label: 'tallies.menu.show', shortcut: { coordinator: 60 } },
        'chiffres saisir': { label: 'tallies.menu.enter' },
        'chiffres retirer': { label: 'tallies.menu.remove' },
      },
    },
  ],
  waits: talliesWait,
  actions: tallyActions,
  jobs: tallyJobs,
  pauses: tallyPauses,
  marks: tallyMarks,
  messageGone: [repostTally],
};
