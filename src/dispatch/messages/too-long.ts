import type { Region } from '../../access/region/region.ts';
import type { IncomingMessage } from '../../chat/platform.ts';
import { inTransaction } from '../../database/transaction.ts';
import { send } from '../../delivery/outbox/index.ts';
import type { Locale } from '../../texts/index.ts';
import type { InboxOptions } from '../options.ts';
import { messageTooLong } from '../running/words.ts';
import { replyTarget } from './reply-target.ts';

/** A message said to the bot is longer than what is read: nothing reads it, and who wrote it is told, once. */
export async function answerTooLong(
  { database, now }: InboxOptions,
  region: Region,
  said: IncomingMessage,
  locale: Locale,
): Promise<void> {
  const { id, place, text, edited } = said;
  const event = edited === undefined ? id : `${id}:${edited}`;
  const key = `too-long:${place.platform}:${place.channel}:${event}`;
  await inTransaction(database, (tx) =>
    send({ tx, region, now: now() }, { key, target: replyTarget(said), message: messageTooLong(text.length, locale) }),
  );
}
