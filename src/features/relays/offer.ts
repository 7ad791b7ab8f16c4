import type { Context } from '../../access/operation/context.ts';
import { runs } from '../../chat/interaction.ts';
import type { Offer } from '../../chat/user-error.ts';
import { platformWords } from '../../platforms/registered.ts';
import { tieChoices } from './operations/tie.ts';

/** Offers to make the channels of the whole year one conversation, where two platforms have one that isn't tied yet. */
export async function offerTying(context: Context): Promise<readonly Offer[]> {
  const { here, elsewhere } = await context.do(tieChoices, {});
  const other = elsewhere.find(({ use }) => use === 'yearRound');
  if (here === null || !other) return [];
  const words = { key: 'relays.offer.both', values: platformWords(other.platform) };
  return [{ action: runs(['passerelle', 'lier']), label: 'relays.offer.button', primary: true, words }];
}
