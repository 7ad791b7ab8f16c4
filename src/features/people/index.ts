import { equipeCommands } from '../../../commands/equipe.ts';
import { profilCommands } from '../../../commands/profil.ts';
import type { Feature } from '../../feature.ts';
import type { AccountsChangedHook } from './accounts.ts';
import { peopleActions } from './actions.ts';
import { purgeAccountLinks, purgeLinks, tellNotReached } from './jobs.ts';
import { answerLinkOperation } from './operations/link.ts';
import { separateAccountsOperation } from './operations/separate.ts';

/** Creates the door. `onAccountsChanged` run when two accounts of somebody are joined or separated. */
export const peopleFeature = (onAccountsChanged: readonly AccountsChangedHook[]): Feature => ({
  name: 'people',
  commands: [...equipeCommands, ...profilCommands],
  menu: [
    {
      theme: 'profil',
      title: 'people.menu.profileTitle',
      position: 110,
      entries: {
        'profil lier': { label: 'people.menu.link' },
        'profil langue': { label: 'people.menu.language' },
        'profil notifications': { label: 'people.menu.notifications' },
        'profil voir': { label: 'people.menu.profile' },
      },
    },
    {
      theme: 'equipe',
      title: 'people.menu.teamTitle',
      position: 120,
      entries: {
        'equipe nommer': { label: 'people.menu.name' },
        'equipe retirer': { label: 'people.menu.remove' },
        'equipe voir': { label: 'people.menu.team' },
      },
    },
  ],
  actions: peopleActions(answerLinkOperation(onAccountsChanged), separateAccountsOperation(onAccountsChanged)),
  notReached: [tellNotReached],
  purges: [purgeAccountLinks, purgeLinks],
});
