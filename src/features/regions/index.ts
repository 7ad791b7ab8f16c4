import { installerCommands } from '../../../commands/installer.ts';
import type { Feature } from '../../feature.ts';
import { regionActions } from './actions.ts';
import { tellChannelClosed } from './channel-closed.ts';
import { purgeInstallCodes, teamComesAndGoes } from './install-codes.ts';
import { regionJobs } from './jobs.ts';
import type { SetUpOffers } from './set-up.ts';
import { tellWithheld } from './tell-withheld.ts';

/** `offers` is asked after a set-up, and once another platform has joined the region. */
export const regionsFeature = (offers: SetUpOffers): Feature => ({
  name: 'regions',
  commands: installerCommands(offers),
  menu: [
    {
      below: 'equipe',
      entries: { installer: { label: 'regions.menu.setup', isWorthShowing: ({ coordinator }) => coordinator } },
    },
  ],
  actions: regionActions(offers),
  jobs: regionJobs,
  notReached: [tellChannelClosed],
  purges: [purgeInstallCodes],
  presence: [teamComesAndGoes],
  withheld: [tellWithheld],
});
