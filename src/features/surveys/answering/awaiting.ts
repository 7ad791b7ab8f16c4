import { postedUnder, saidAbout } from '../../../delivery/outbox/index.ts';
import type { Awaiting, Expecting } from '../../../dispatch/registry.ts';
import { replyStore } from '../asking/reply-store.ts';
import { conversationsAmong } from '../asking/talk.ts';
import { weeksBefore } from '../timing.ts';
import { awaitsAnswer } from './operations/answer-directly.ts';

/** Weeks after the closing in which late answers that nobody has read yet are still looked for. */
const LATE_WEEKS = 8;

/**
 * Where answers are typed: in the threads of the conversations that haven't ended, and, where a thread hangs in a direct
 * conversation, beside it.
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
