import { byTime } from '../../chat/order.ts';
import type { ReadPosition } from '../../chat/platform.ts';
import type { SlackBudget } from './budget.ts';
import type { SlackClient } from './client.ts';
import { attemptCall } from './errors.ts';
import { nextCursor, PAGE } from './history.ts';
import { newestReply } from './thread-replies.ts';
import { listAt, textAt, type Wire } from './wire.ts';

/** Threads that began before this many pages of their channel's newest messages are read without checking. */
const MOST_PAGES = 3;

/**
 * Returns those places of one channel in which somebody may have said something since. The channel's own history shows
 * the newest reply of each thread with its first message, so one request covers all of them.
 */
export async function changedIn<T extends ReadPosition>(
  client: SlackClient,
  places: readonly T[],
  bot: string,
  budget: SlackBudget,
): Promise<readonly T[]> {
  const [first, ...others] = places;
  // Reading it costs no more than checking it.
  if (!first || others.length === 0) return places;
  const newest = new Map<string, string>();
  const roots = new Set(places.flatMap(({ place }) => place.thread ?? []));
  const itself = places.find(({ place }) => place.thread === null);
  const bounds = [...roots, ...(itself ? [itself.since] : [])];
  const oldest = bounds.sort(byTime)[0] ?? first.since;
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    budget.spend('conversations.history');
    const common = { channel: first.place.channel, oldest, inclusive: true, limit: PAGE };
    const answer = await attemptCall<unknown>(() =>
      client.conversations.history({ ...common, ...(cursor ? { cursor } : {}) }),
    );
    const messages = listAt(answer, 'messages');
    for (const message of messages) note(message, roots, bot, newest);
    cursor = nextCursor(answer);
    const last = textAt(messages.at(-1), 'ts') ?? oldest;
    const allSeen = [...roots].every((root) => newest.has(root)) && (!itself || byTime(last, itself.since) <= 0);
    if (!cursor || allSeen) break;
  }
  return places.filter(({ place, since }) => {
    const last = newest.get(place.thread ?? ITSELF);
    // Nothing is known of a thread whose first message wasn't found.
    return last === undefined ? place.thread !== null : byTime(last, since) > 0;
  });
}

const ITSELF = '';
/** Stands for the newest reply of a thread of which Slack doesn't tell it: the thread is read. */
const LATER = '9999999999.999999';

/** Notes what a message of a channel's history tells of the channel itself, and of the thread below it. */
function note(message: Wire, roots: ReadonlySet<string>, bot: string, newest: Map<string, string>): void {
  const ts = textAt(message, 'ts');
  if (ts === null) return;
  if (roots.has(ts)) newest.set(ts, newestReply(message) ?? LATER);
  if (textAt(message, 'user') === bot) return;
  const known = newest.get(ITSELF);
  if (known === undefined || byTime(ts, known) > 0) newest.set(ITSELF, ts);
}
