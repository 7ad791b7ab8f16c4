import { privacyCommands } from '../../../commands/donnees.ts';
import type { Feature } from '../../feature.ts';
import { privacyActions } from './actions.ts';
import { erasureJobs } from './jobs.ts';

export const privacyFeature: Feature = {
  name: 'privacy',
  commands: privacyCommands,
  menu: [{ below: 'profil', entries: { 'profil donnees': { label: 'privacy.menu.data' } } }],
  actions: privacyActions,
  jobs: erasureJobs,
};
