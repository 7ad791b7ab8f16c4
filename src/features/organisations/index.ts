import { structureCommands } from '../../../commands/structure.ts';
import type { Feature } from '../../feature.ts';
import { organisationActions } from './actions.ts';
import { waysToBelong } from './offers.ts';
import { membersComeAndGo } from './presence.ts';
import { organisationSources } from './sources.ts';
import { summaryGone, threadSummaryMarks } from './thread-summary.ts';
import type { ThreadWaits } from './thread-waits.ts';
import { organisationsWait } from './waits.ts';

/** `waits` tell what waits in an organisation's thread; they are given once all features are known. */
export const organisationsFeature = (waits: () => readonly ThreadWaits[]): Feature => ({
  name: 'organisations',
  commands: structureCommands,
  menu: [
    {
      theme: 'structure',
      title: 'organisations.menu.title',
      position: 50,
      entries: {
        'structure creer': { label: 'organisations.menu.create' },
        'structure rejoindre': { label: 'organisations.menu.join' },
        'structure membres': { label: 'organisations.menu.members' },
        'structure ajouter': { label: 'organisations.menu.add' },
        'structure quitter': {
          label: 'organisations.menu.leave',
          isWorthShowing: ({ organisations }) => organisations.length > 0,
        },
        'structure exclure': { label: 'organisations.menu.exclude' },
        'structure liste': { label: 'organisations.menu.list' },
      },
    },
  ],
  waits: organisationsWait,
  actions: organisationActions,
  sources: organisationSources,
  roleOffers: { organiser: waysToBelong },
  presence: [membersComeAndGo],
  marks: threadSummaryMarks(waits),
  messageGone: [summaryGone],
});
