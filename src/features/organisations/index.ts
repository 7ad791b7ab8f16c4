import { structureCommands } from '../../../commands/structure.ts';
import type { Feature } from '../../feature.ts';
import { organisationActions } from './actions.ts';
import { waysToBelong } from './offers.ts';
import { membersComeAndGo } from './presence.ts';
import { organisationSources } from './sources.ts';

export const organisationsFeature: Feature = {
  name: 'organisations',
  commands: structureCommands,
  actions: organisationActions,
  sources: organisationSources,
  roleOffers: { organiser: waysToBelong },
  presence: [membersComeAndGo],
};
