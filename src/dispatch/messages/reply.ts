import type { RegionScope } from '../../access/region/region-scope.ts';
import type { Message } from '../../chat/message.ts';
import type { PlaceTarget } from '../../chat/place.ts';
import type { IncomingMessage } from '../../chat/platform.ts';
import { send } from '../../delivery/outbox/index.ts';
import { traitsOf } from '../../platforms/registered.ts';

/** Returns where to reply to a typed message. Where threads hang below messages, a reply in a channel begins one. */
export function replyTarget({ id, place, direct }: IncomingMessage): PlaceTarget {
  const opensThread = !direct && traitsOf(place.platform).threads === 'below-message' && place.thread === null;
  return { kind: 'place', place: opensThread ? { ...place, thread: id } : place };
}

/** Sends words beside a typed message, once for each key. */
export async function sendReply(scope: RegionScope, said: IncomingMessage, key: string, words: Message): Promise<void> {
  await send(scope, { key, target: replyTarget(said), message: words });
}
