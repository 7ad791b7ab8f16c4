import type { Message } from '../../chat/message.ts';
import type { Responder } from '../../chat/platform.ts';
import type { Locale } from '../../texts/index.ts';
import { beforeDeadline, monotonicNow } from '../running/deadline.ts';
import type { ConcurrencyLimit } from './concurrency-limit.ts';

/** What isn't dealt with waits unacknowledged for so many milliseconds: whoever sends much of it sends it slower. */
const WAIT_MS = 500;
/** No more than that are kept waiting: the next ones are told at once. */
const MOST_WAITING = 500;

/** Tells somebody, when it is their turn, that what they did isn't dealt with, perhaps in many messages. */
export async function giveBack(
  limit: ConcurrencyLimit,
  who: string,
  responder: Responder,
  { words, locale }: { readonly words: () => Message; readonly locale: Locale },
  waitMs: number = WAIT_MS,
): Promise<void> {
  const turn = limit.waiting < MOST_WAITING ? limit.acquire(who) : Promise.resolve(() => {});
  await beforeDeadline(turn, monotonicNow() + waitMs);
  try {
    await responder.acknowledge('private');
    await turn;
    await responder.answer(words(), locale);
  } finally {
    void turn.then((over) => over());
  }
}
