import type { Region } from '../access/region.ts';
import type { IncomingMessage } from '../chat/platform.ts';
import { inTransaction } from '../database/transaction.ts';
import { send } from '../delivery/outbox.ts';
import type { Locale } from '../texts/index.ts';
import type { InboxOptions } from './options.ts';
import { messageTooLong } from './words.ts';

/** A message said to the bot is longer than what is read: nothing reads it, and who wrote it is told, once. */
export async function answerTooLong(
  { database, now }: InboxOptions,
  region: Region,
  { id, place, direct, text, edited }: IncomingMessage,
  locale: Locale,
): Promise<void> {
  const opensThread = !direct && place.platform === 'slack' && place.thread === null;
  const target = { kind: 'place', place: opensThread ? { ...place, thread: id } : place } as const;
  const said = edited === undefined ? id : `${id}:${edited}`;
  const key = `too-long:${place.platform}:${place.channel}:${said}`;
  await inTransaction(database, (tx) =>
    send({ tx, region, now: now() }, { key, target, message: messageTooLong(text.length, locale) }),
  );
}
