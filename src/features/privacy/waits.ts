import type { Context } from '../../access/operation/context.ts';
import { dataSettingsStore } from '../../access/region/data-settings-store.ts';
import { runs } from '../../chat/interaction.ts';
import type { Offer } from '../../chat/user-error.ts';
import type { Waits } from '../menu/waits.ts';
import { CONTACT_COMMAND } from './messages/data.ts';
import { viewDataSettings } from './settings-operations.ts';

const way = { action: runs([...CONTACT_COMMAND]), label: 'privacy.settings.changeContact' } as const;

/** Asks coordinators, in the list of what waits, to say whom people ask about their data, until they have done so. */
export const contactWaits: Waits = {
  async coordinators(scope) {
    const { contact } = await dataSettingsStore(scope).read();
    if (contact !== null) return [];
    return [{ position: 90, words: (t) => t.text('privacy.waits.contact'), ways: [way] }];
  },
};

/** Offers, after a set-up, to say whom people ask about their data, where that isn't set. */
export async function offerContact(context: Context): Promise<readonly Offer[]> {
  const { contact } = await context.do(viewDataSettings, {});
  return contact === null ? [{ ...way, words: { key: 'privacy.settings.giveContact', values: {} } }] : [];
}
