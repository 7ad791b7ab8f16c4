import type { IncomingMessage } from '../chat/platform.ts';
import { inTime, moment, READ_MS } from './in-time.ts';
import { named } from './named.ts';
import type { InboxOptions } from './options.ts';
import { failure } from './words.ts';

/**
 * Does what a message asks for. Where that takes long because the database doesn't answer, whoever said it to the bot is
 * told that it counts later; what they typed comes back to them. Best effort, beside the outbox, which is away as well.
 * Resolves or rejects as the work does.
 */
export type SaidLater = (message: IncomingMessage, work: Promise<void>) => Promise<void>;

export function createSaidLater({ database, platform, log, spoken, readMs = READ_MS }: InboxOptions): SaidLater {
  /** Told already: Slack brings again what isn't acknowledged. */
  const told = new Set<string>();

  async function tell(said: IncomingMessage, key: string): Promise<void> {
    const { id, place, user, text, direct, inOwnThread } = await named(platform, said);
    const target =
      direct || inOwnThread === true
        ? ({ kind: 'place', place } as const)
        : ({ kind: 'private', platform: place.platform, users: [user.id], title: '' } as const);
    await platform
      .post(target, failure(spoken.of(user), 'later', { text }), key)
      .catch((error: unknown) => log.error('message.not-answered', error, { message: id }));
  }

  return async (message, work) => {
    const { id, place, direct, mentionsBot, inOwnThread } = message;
    if (!direct && !mentionsBot && inOwnThread !== true) return work;
    const settled = work.then(
      () => true,
      () => true,
    );
    const key = `later:${place.platform}:${place.channel}:${id}`;
    // Half of the time for it to be done, the other half for the database to say that it is there.
    const done = await inTime(settled, moment() + readMs / 2);
    if (done || (await database.health(readMs / 2)).ok || told.has(key)) return work;
    told.add(key);
    await tell(message, key);
    await settled;
    told.delete(key);
    return work;
  };
}
