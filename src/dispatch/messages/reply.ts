import type { RegionScope } from '../../access/region/region-scope.ts';
import type { Message } from '../../chat/message.ts';
import type { PlaceTarget } from '../../chat/place.ts';
import type { IncomingMessage } from '../../chat/platform.ts';
import { send } from '../../delivery/outbox/index.ts';

/** Returns where a reply to a typed message stands: in a channel of Slack it begins a thread. */
export function replyTarget({ id, place, direct }: IncomingMessage): PlaceTarget {
  const opensThread = !direct && place.platform === 'slack' && place.thread === null;
  return { kind: 'place', place: opensThread ? { ...place, thread: id } : place };
}

/** Sends words beside a typed message, once for each key. */
export async function sendReply(scope: RegionScope, said: IncomingMessage, key: string, words: Message): Promise<void> {
  await send(scope, { key, target: replyTarget(said), message: words });
}
