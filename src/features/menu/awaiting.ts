import { directory } from '../../access/contacts/directory-store.ts';
import { byTime } from '../../chat/order.ts';
import type { Place } from '../../chat/place.ts';
import { answeredSince, newestPosted } from '../../delivery/outbox/replies.ts';
import type { Awaited, Awaiting } from '../../dispatch/registry.ts';

/**
 * For so long somebody who spoke to the bot is taken to speak to it again where they did. Shorter than what was taken in is
 * remembered: what is read back again must be known again.
 */
const LATELY_MS = 5 * 86_400_000;

/**
 * A process that is killed may have answered what was said later and not yet what was said before it, so what was answered
 * within this time is read again; each counts once.
 */
const AGAIN_MS = 3_600_000;

const USES = ['yearRound', 'announcements', 'coordination', 'tallies'] as const;

/**
 * Where people say what answers nothing of the bot's: the direct conversations in which they did lately; and, where they
 * mention it, its own channels and those in which they mentioned it lately, since it was last there. None of it depends on
 * the order it was said in.
 */
export const awaitingCalls: Awaiting = async (scope, platform, at) => {
  if (at) return [];
  const answered = await answeredSince(scope, platform, new Date(scope.now.getTime() - LATELY_MS));
  const placeOf = (channel: string): Place => ({ platform, channel, thread: null });

  const direct = new Map<string, string>();
  const settled = scope.now.getTime() - AGAIN_MS;
  // From the newest that was answered long enough ago, or the oldest there is.
  const inOrder = answered.filter((one) => one.direct).sort((a, b) => byTime(a.messageId, b.messageId));
  for (const { channel, messageId, at } of inOrder) {
    if (at.getTime() < settled || !direct.has(channel)) direct.set(channel, messageId);
  }
  const conversations = [...direct].map(([channel, after]): Awaited => ({ place: placeOf(channel), after }));

  const newest = await newestPosted(scope, platform);
  if (newest === null) return conversations;
  const channels = new Set(answered.filter((one) => !one.direct).map(({ channel }) => channel));
  for (const { platform: name, channels: used } of await directory(scope).installations()) {
    if (name !== platform) continue;
    for (const use of USES) if (used[use] !== null) channels.add(used[use]);
  }
  const mentions = [...channels].map(
    (channel): Awaited => ({ place: placeOf(channel), after: newest, mentionsOnly: true }),
  );
  return [...conversations, ...mentions];
};
