import type { Message } from '../../../chat/message.ts';
import type { IncomingMessage } from '../../../chat/platform.ts';
import type { InboxOptions } from '../../options.ts';
import { replyTarget } from '../reply.ts';

/**
 * Answers what was said to the bot where no region tells how. Best effort, beside the outbox, which belongs to regions: the
 * person who gets no answer says it again.
 */
export async function answerDirectly(
  { platform, log }: InboxOptions,
  said: IncomingMessage,
  words: Message,
  open: boolean,
): Promise<void> {
  const { id, place, direct, mentionsBot } = said;
  if (!direct && !mentionsBot) return;
  // They are told once they have said all of it.
  if (said.muchSince) return;
  // Others' servers have nothing of ours but the answers to their own commands.
  if (!direct && !open) return;
  const key = `newcomer:${place.platform}:${place.channel}:${id}`;
  await platform
    .post(replyTarget(said), words, key)
    .catch((error: unknown) => log.error('newcomer.not-answered', error));
}
