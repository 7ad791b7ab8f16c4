import { installerCommands } from '../../../commands/installer.ts';
import type { Feature } from '../../feature.ts';
import { regionActions } from './actions.ts';
import { tellChannelClosed } from './channel-closed.ts';
import { purgeInstallCodes, teamComesAndGoes } from './install-codes.ts';
import type { SetUpOffers } from './set-up.ts';
import { absenceJobs } from './tell-absence.ts';
import { backupFailedJobs } from './tell-backup-failed.ts';
import { diskJobs } from './tell-disk.ts';
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
  jobs: { ...backupFailedJobs, ...absenceJobs, ...diskJobs },
  notReached: [tellChannelClosed],
  purges: [purgeInstallCodes],
  presence: [teamComesAndGoes],
  withheld: [tellWithheld],
});
