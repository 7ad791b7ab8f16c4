import { registerCommands } from '../../../commands/registre.ts';
import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';

export const registerFeature: Feature = {
  name: 'register',
  commands: registerCommands,
  menu: [
    {
      below: 'equipe',
      entries: {
        'equipe registre': { label: 'register.menu', isWorthShowing: ({ coordinator }) => coordinator },
      },
    },
  ],
  jobs: registerJobs,
};
