import { directoryCommands } from '../../../commands/annuaire.ts';
import type { Feature } from '../../feature.ts';

export const directoryFeature: Feature = {
  name: 'directory',
  commands: directoryCommands,
  menu: [
    {
      theme: 'annuaire',
      title: 'directory.menu.title',
      position: 55,
      entries: {
        'annuaire liste': { label: 'directory.menu.list' },
        'annuaire voir': { label: 'directory.menu.view' },
      },
    },
  ],
};
