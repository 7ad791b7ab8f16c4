import { actorOf, SaidBeforeErasure } from '../../../access/actor/actor-store.ts';
import type { Region } from '../../../access/region/region.ts';
import { message, text } from '../../../chat/message.ts';
import { inTransaction, reading } from '../../../database/transaction.ts';
import { expectsAnswers, send } from '../../../delivery/outbox/index.ts';
import { translator } from '../../../texts/translator.ts';
import type { InboxOptions } from '../../options.ts';
import { type PendingMessage, typedAs } from '../pending-message.ts';
import type { Located, MessageStep } from './message-step.ts';

/** Ends for what the platform doesn't let the bot read, and tells the author once in each conversation. */
export function readable(options: InboxOptions): MessageStep<Located> {
  return async (given, next) => {
    const { entry, pending } = given;
    if (!pending.said.unreadable) return next(given);
    if (entry) await answerUnreadable(options, entry.region, pending);
    return 'done';
  };
}

/** Tells somebody who typed where the bot expects answers. */
async function answerUnreadable(
  { database, now }: InboxOptions,
  region: Region,
  pending: PendingMessage,
): Promise<void> {
  const { place, user } = pending.said;
  const at = now();
  if (!(await reading(database, (tx) => expectsAnswers({ tx, region, now: at }, place)))) return;
  const actor = await actorOf(database, { region }, user, at, typedAs(pending)).catch((error: unknown) => {
    if (error instanceof SaidBeforeErasure) return null;
    throw error;
  });
  if (actor === null) return;
  const words = message(text(translator(actor.locale, region.timeZone).text('common.unreadable')));
  const key = `unreadable:${place.platform}:${place.channel}`;
  await inTransaction(database, (tx) =>
    send({ tx, region, now: at }, { key, target: { kind: 'place', place }, message: words }),
  );
}
