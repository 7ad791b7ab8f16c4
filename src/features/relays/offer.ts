import type { Context } from '../../access/operation/context.ts';
import type { Message } from '../../chat/message.ts';
import type { Offer } from '../../chat/user-error.ts';
import { platformWords } from '../../platforms/registered.ts';
import { offerOverMessage } from './messages/tie.ts';
import { tieChoices } from './operations/tie.ts';

/** Name of the action behind the offer, whose message becomes what came of it. */
export const OFFERED = 'relay-offered';

/** Offers to make the channels of the whole year one conversation, where two platforms have one that isn't tied yet. */
export async function offerTying(context: Context): Promise<readonly Offer[]> {
  const { here, elsewhere } = await context.do(tieChoices, {});
  const other = elsewhere.find(({ use }) => use === 'yearRound');
  if (here === null || !other) return [];
  const words = { key: 'relays.offer.both', values: platformWords(other.platform) };
  return [{ action: `${OFFERED}:`, label: 'relays.offer.button', primary: true, words }];
}

/** Says, in place of an offer to tie channels that are tied by now, that they are; null while it still stands. */
export async function offerIfOver(context: Context): Promise<Message | null> {
  return (await offerTying(context)).length > 0 ? null : offerOverMessage(context.t);
}
