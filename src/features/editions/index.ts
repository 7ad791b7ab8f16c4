import { editionCommands } from '../../../commands/edition.ts';
import type { Feature } from '../../feature.ts';
import { editionActions } from './actions.ts';
import { editionsWait } from './waits.ts';

export const editionsFeature: Feature = {
  name: 'editions',
  commands: editionCommands,
  menu: [
    {
      theme: 'edition',
      title: 'editions.menu.title',
      position: 100,
      entries: {
        'edition ouvrir': { label: 'editions.menu.open' },
        'edition voir': { label: 'editions.menu.view', shortcut: { coordinator: 80 } },
        'edition theme': { label: 'editions.menu.theme' },
        'edition objectifs': { label: 'editions.menu.objectives' },
        'edition cloturer': { label: 'editions.menu.close' },
      },
    },
  ],
  waits: editionsWait,
  actions: editionActions,
};
