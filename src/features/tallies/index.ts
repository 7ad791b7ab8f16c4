import { tallyCommands } from '../../../commands/chiffres.ts';
import type { Feature } from '../../feature.ts';
import { tallyActions } from './actions.ts';
import { tallyJobs } from './jobs.ts';
import { repostTally } from './repost.ts';

export const talliesFeature: Feature = {
  name: 'tallies',
  commands: tallyCommands,
  actions: tallyActions,
  jobs: tallyJobs,
  lost: [repostTally],
};
