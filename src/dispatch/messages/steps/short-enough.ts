import { MAX_TYPED_LENGTH } from '../../../chat/length.ts';
import { inTransaction } from '../../../database/transaction.ts';
import type { InboxOptions } from '../../options.ts';
import { messageTooLong } from '../../running/words.ts';
import { sendReply } from '../reply.ts';
import type { About, MessageStep } from './message-step.ts';

/** Ends for a message that is longer than what is read, and tells its author once. */
export function shortEnough({ database, now }: InboxOptions): MessageStep<About> {
  return async (given, next) => {
    const { region, actor } = given;
    const { said } = given.pending;
    const { id, place, text, edited } = said;
    if (text.length <= MAX_TYPED_LENGTH) return next(given);
    const event = edited === undefined ? id : `${id}:${edited}`;
    const key = `too-long:${place.platform}:${place.channel}:${event}`;
    const words = messageTooLong(text.length, actor.locale);
    await inTransaction(database, (tx) => sendReply({ tx, region, now: now() }, said, key, words));
    return 'done';
  };
}
