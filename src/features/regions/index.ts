import { installerCommands } from '../../../commands/installer.ts';
import type { Feature } from '../../feature.ts';
import { regionActions } from './actions.ts';
import { tellChannelClosed } from './channel-closed.ts';
import { purgeInstallCodes, teamComesAndGoes } from './install-codes.ts';
import { tellWithheld } from './tell-withheld.ts';

export const regionsFeature: Feature = {
  name: 'regions',
  commands: installerCommands,
  menu: [
    {
      below: 'equipe',
      entries: { installer: { label: 'regions.menu.setup', isWorthShowing: ({ coordinator }) => coordinator } },
    },
  ],
  actions: regionActions,
  notReached: [tellChannelClosed],
  purges: [purgeInstallCodes],
  presence: [teamComesAndGoes],
  withheld: [tellWithheld],
};
