import type { IncomingMessage } from '../../chat/platform.ts';
import type { InboxOptions } from '../options.ts';
import { beforeDeadline, monotonicNow, READ_MS } from '../running/deadline.ts';
import { failure } from '../running/words.ts';
import { resolveNames } from './resolve-names.ts';

/**
 * Tells the author of a message that it will count later, and gives back what they typed, when the work on it takes
 * long because the database doesn't answer. Best effort, outside the outbox, which is away as well. Resolves when the
 * work is over, whatever its outcome.
 */
export type DelayNotice = (message: IncomingMessage, work: Promise<unknown>) => Promise<void>;

/** The most milliseconds that looking up names may take. */
const NAMES_MS = 300;

export function createDelayNotice({ database, platform, log, locales, readMs = READ_MS }: InboxOptions): DelayNotice {
  /** The messages whose authors are told already, since Slack delivers again what isn't acknowledged. */
  const told = new Set<string>();

  async function tell(said: IncomingMessage, key: string): Promise<void> {
    const { place, user, text, direct, inOwnThread } =
      (await beforeDeadline(resolveNames(platform, said), monotonicNow() + NAMES_MS)) ?? said;
    const target =
      direct || inOwnThread === true
        ? ({ kind: 'place', place } as const)
        : ({ kind: 'private', platform: place.platform, users: [user.id] } as const);
    await platform.post(target, failure(locales.of(user), 'later', { text }), key);
  }

  return async (message, work) => {
    const { id, place, direct, mentionsBot, inOwnThread } = message;
    const settled = work.then(
      () => {},
      () => {},
    );
    if (!direct && !mentionsBot && inOwnThread !== true) return settled;
    const key = `later:${place.platform}:${place.channel}:${id}`;
    // Half of the time is for the work, the other half for the database to show that it is there.
    const isOver = settled.then(() => true);
    if (
      (await beforeDeadline(isOver, monotonicNow() + readMs / 2)) ||
      (await database.health(readMs / 2)).ok ||
      told.has(key)
    )
      return settled;
    told.add(key);
    await tell(message, key).catch((error: unknown) => log.error('message.not-answered', error, { message: id }));
    await settled;
    told.delete(key);
  };
}
