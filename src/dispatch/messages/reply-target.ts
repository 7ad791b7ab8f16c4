import type { PlaceTarget } from '../../chat/place.ts';
import type { IncomingMessage } from '../../chat/platform.ts';

/** Where what is said to something typed stands: in a channel of Slack it begins a thread. */
export function replyTarget({ id, place, direct }: IncomingMessage): PlaceTarget {
  const opensThread = !direct && place.platform === 'slack' && place.thread === null;
  return { kind: 'place', place: opensThread ? { ...place, thread: id } : place };
}
