import { postedUnder, saidAbout } from '../../../delivery/outbox/index.ts';
import type { Awaiting, Expecting } from '../../../dispatch/registry.ts';
import { replyStore } from '../asking/reply-store.ts';
import { conversationsAmong } from '../asking/talk.ts';
import { weeksBefore } from '../timing.ts';
import { awaitsAnswer } from './operations/answer-directly.ts';

/** Weeks after the closing during which the bot still looks for late answers that weren't read. */
const LATE_WEEKS = 8;

/**
 * Returns where answers may be typed: in the threads of conversations that haven't ended and, for threads in direct
 * messages, also beside the thread.
 */
export const awaitingSurveyReplies: Awaiting = async (scope, platform, at) => {
  const among = at && conversationsAmong(await saidAbout(scope, at));
  const open = await replyStore(scope).awaiting(platform, weeksBefore(scope.now, LATE_WEEKS), among);
  const standing = await postedUnder(
    scope,
    open.map(({ deliveryKey }) => deliveryKey),
  );
  return open.flatMap(({ deliveryKey, lastSeenId }) => {
    const opening = standing.get(deliveryKey);
    if (!opening) return [];
    const { place, id } = opening;
    const after = lastSeenId ?? id;
    const thread = { place, after };
    return place.thread === null ? [thread] : [thread, { place: { ...place, thread: null }, after }];
  });
};

export const expectingAnswers: Expecting = (context) => context.do(awaitsAnswer, {});
