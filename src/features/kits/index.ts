import { kitCommands } from '../../../commands/kit.ts';
import type { Feature } from '../../feature.ts';
import { kitActions } from './actions.ts';
import { kitJobs, kitStillMeant, passKitOn } from './jobs.ts';

export const kitsFeature: Feature = {
  name: 'kits',
  commands: kitCommands,
  actions: kitActions,
  jobs: kitJobs,
  stillMeant: { kit: kitStillMeant },
  passOn: { kit: passKitOn },
};
