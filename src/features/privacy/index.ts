import { privacyCommands } from '../../../commands/donnees.ts';
import type { Feature } from '../../feature.ts';
import { privacyActions } from './actions.ts';
import type { ConsentWithdrawnHook } from './consents.ts';
import { purgeDeparted } from './departed-purge-store.ts';
import { purgeEditions } from './edition-purge-store.ts';
import { erasureJobs, erasurePauses } from './jobs.ts';
import { withdrawConsentOperation } from './my-data-operations.ts';
import { contactWaits } from './waits.ts';

/**
 * Creates the door. `onConsentWithdrawn` refreshes what shows that an answer may be quoted, once somebody has withdrawn
 * that.
 */
export const privacyFeature = (onConsentWithdrawn: readonly ConsentWithdrawnHook[]): Feature => ({
  name: 'privacy',
  commands: privacyCommands,
  menu: [
    { below: 'profil', entries: { 'profil donnees': { label: 'privacy.menu.data' } } },
    {
      below: 'equipe',
      entries: {
        'equipe donnees': { label: 'privacy.menu.contact' },
        'equipe conservation': { label: 'privacy.menu.terms' },
      },
    },
  ],
  waits: contactWaits,
  actions: privacyActions(withdrawConsentOperation(onConsentWithdrawn)),
  jobs: erasureJobs,
  pauses: erasurePauses,
  purges: [purgeEditions, purgeDeparted],
});
