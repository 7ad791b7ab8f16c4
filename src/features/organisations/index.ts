import { structureCommands } from '../../../commands/structure.ts';
import type { Feature } from '../../feature.ts';
import { organisationActions } from './actions.ts';
import { waysToBelong } from './offers.ts';
import { membersComeAndGo } from './presence.ts';
import { organisationSources } from './sources.ts';

export const organisationsFeature: Feature = {
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
  actions: organisationActions,
  sources: organisationSources,
  roleOffers: { organiser: waysToBelong },
  presence: [membersComeAndGo],
};
