import { equipeCommands } from '../../../commands/equipe.ts';
import { profilCommands } from '../../../commands/profil.ts';
import type { Feature } from '../../feature.ts';
import { peopleActions } from './actions.ts';
import { purgeAccountLinks, purgeLinks, tellNotReached } from './jobs.ts';

export const peopleFeature: Feature = {
  name: 'people',
  commands: [...equipeCommands, ...profilCommands],
  actions: peopleActions,
  notReached: [tellNotReached],
  purges: [purgeAccountLinks, purgeLinks],
};
