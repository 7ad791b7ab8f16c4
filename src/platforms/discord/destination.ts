import { type APIChannel, type REST, Routes } from 'discord.js';
import type { Target } from '../../chat/place.ts';
import { DeliveryError } from '../../chat/platform.ts';
import { toDeliveryError } from './errors.ts';

/** Returns the channel that a target's messages are posted in. Throws DeliveryError. */
export async function channelOf(rest: REST, target: Target): Promise<string> {
  if (target.kind === 'private') return openDirect(rest, target);
  return target.kind === 'channel' ? target.channel : target.place.channel;
}

/** Opens the direct conversation with the first of these people; Discord returns the one that exists. */
async function openDirect(rest: REST, { users }: Extract<Target, { kind: 'private' }>): Promise<string> {
  const [recipient_id] = users;
  if (recipient_id === undefined) throw new DeliveryError({ kind: 'refused', reason: 'user-gone' });
  try {
    return ((await rest.post(Routes.userChannels(), { body: { recipient_id } })) as APIChannel).id;
  } catch (error) {
    // A lost answer leaves no doubt here: the message wasn't sent.
    if (toDeliveryError(error).failure.kind !== 'ambiguous') throw error;
    throw new DeliveryError({ kind: 'unavailable' }, { cause: error });
  }
}
