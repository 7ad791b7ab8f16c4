import { postedUnder, saidAbout } from '../../../delivery/outbox/index.ts';
import type { Awaiting, Expecting } from '../../../dispatch/registry.ts';
import { replyStore } from '../asking/reply-store.ts';
import { conversationsAmong } from '../asking/talk.ts';
import { LATE_WEEKS, weeksBefore } from '../timing.ts';
import { awaitsAnswer } from './operations/answer-directly.ts';

/**
 * Returns where answers may be typed: in the threads of conversations that haven't ended and, for threads in direct
 * messages, also beside the thread.
 */
export const awaitingSurveyReplies: Awaiting = async (scope, platform, at) => {
  const there = at && (await saidAbout(scope, at));
  const among = there && conversationsAmong(there.abouts);
  const open = await replyStore(scope).awaiting(platform, weeksBefore(scope.now, LATE_WEEKS), among);
  const openings = open.flatMap(({ deliveryKey }) => openingsOf(deliveryKey));
  const standing = there?.standing ?? (await postedUnder(scope, openings));
  return open.flatMap(({ deliveryKey, lastSeenId }) => {
    const opening = standing.get(deliveryKey);
    if (!opening) return [];
    const { place, id } = opening;
    const after = lastSeenId ?? id;
    if (place.thread === null) return [{ place, after }];
    const threads = openingsOf(deliveryKey).flatMap((key) => standing.get(key)?.place ?? []);
    return [...threads, { ...place, thread: null }].map((each) => ({ place: each, after }));
  });
};

/**
 * Returns the keys of the cards that have opened a thread of the conversation: the one that stands and, where it was
 * posted anew, those before it, in whose threads somebody may still type.
 */
function openingsOf(deliveryKey: string): readonly string[] {
  const [, first = deliveryKey, last = '1'] = /^(.*):again-(\d+)$/.exec(deliveryKey) ?? [];
  return [first, ...Array.from({ length: Number(last) - 1 }, (_, index) => `${first}:again-${index + 2}`)];
}

export const expectingAnswers: Expecting = (context) => context.do(awaitsAnswer, {});
