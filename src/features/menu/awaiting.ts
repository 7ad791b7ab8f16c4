import { directory } from '../../access/contacts/directory-store.ts';
import { byTime } from '../../chat/order.ts';
import type { Place } from '../../chat/place.ts';
import { answeredSince, newestPosted } from '../../delivery/outbox/replies.ts';
import type { Awaited, Awaiting } from '../../dispatch/registry.ts';

/**
 * The milliseconds for which somebody who spoke to the bot is expected to speak to it again in the same place. They are
 * fewer than those for which the bot remembers what it took in, because messages that are read back must be recognised.
 */
export const LATELY_DAYS = 5;

/**
 * A process that is killed may have answered a later message and not yet an earlier one, so what was answered within this time
 * is read again. Each message counts once.
 */
const AGAIN_MS = 3_600_000;

const USES = ['yearRound', 'announcements', 'coordination', 'tallies'] as const;

/**
 * Returns where people may have said something that answers nothing the bot sent: the direct conversations in which they did so
 * lately, and, for mentions, the bot's own channels and those in which it was mentioned lately, since the bot was last there.
 * None of it depends on the order in which it was said.
 */
export const awaitingCalls: Awaiting = async (scope, platform, at) => {
  if (at) return [];
  const answered = await answeredSince(scope, platform, new Date(scope.now.getTime() - LATELY_DAYS * 86_400_000));
  const placeOf = (channel: string): Place => ({ platform, channel, thread: null });

  const direct = new Map<string, string>();
  const settled = scope.now.getTime() - AGAIN_MS;
  // It is read from the newest message that was answered long enough ago, or else from the oldest.
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
