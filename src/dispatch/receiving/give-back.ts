import type { Message } from '../../chat/message.ts';
import type { Responder } from '../../chat/platform.ts';
import type { Locale } from '../../texts/index.ts';
import { beforeDeadline, monotonicNow } from '../running/deadline.ts';
import type { ConcurrencyLimit } from './concurrency-limit.ts';

/**
 * The milliseconds for which an interaction that isn't dealt with waits unacknowledged, which slows down whoever sends
 * much of it.
 */
const WAIT_MS = 500;
/** The most that are kept waiting; further ones are told at once. */
const MOST_WAITING = 500;

/** Tells somebody, when it is their turn, that what they did isn't dealt with; perhaps in many messages. */
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
