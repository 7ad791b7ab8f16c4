import { journalCommands } from '../../../commands/journal.ts';
import type { Feature } from '../../feature.ts';
import { journalActions } from './actions.ts';
import { purgeEntries } from './purge.ts';

export const journalFeature: Feature = {
  name: 'journal',
  commands: journalCommands,
  menu: [
    {
      below: 'equipe',
      entries: {
        'equipe journal': { label: 'journal.menu', isWorthShowing: ({ coordinator }) => coordinator },
      },
    },
  ],
  actions: journalActions,
  purges: [purgeEntries],
};
