import type { Message } from '../../chat/message.ts';
import type { Responder } from '../../chat/platform.ts';
import type { Locale } from '../../texts/index.ts';
import { inTime, moment } from '../running/deadline.ts';
import type { Places } from './concurrency-limit.ts';

/** For so long, in milliseconds, what isn't dealt with waits unacknowledged: whoever sends much of it sends it slower. */
const WAIT_MS = 500;
/** No more than that is kept waiting: the next ones are told at once. */
const MOST_WAITING = 500;

/** Tells somebody, when it is their turn, that what they did isn't dealt with, perhaps in many messages. */
export async function giveBack(
  places: Places,
  who: string,
  responder: Responder,
  { words, locale }: { readonly words: () => Message; readonly locale: Locale },
  waitMs: number = WAIT_MS,
): Promise<void> {
  const turn = places.waiting < MOST_WAITING ? places.take(who) : Promise.resolve(() => {});
  await inTime(turn, moment() + waitMs);
  try {
    await responder.acknowledge('private');
    await turn;
    await responder.answer(words(), locale);
  } finally {
    void turn.then((over) => over());
  }
}
