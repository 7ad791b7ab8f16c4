import type { Message } from '../../../chat/message.ts';
import type { IncomingMessage } from '../../../chat/platform.ts';
import type { InboxOptions } from '../../options.ts';
import { replyTarget } from '../reply.ts';

/**
 * Answers a message where no region says how. Best effort, outside the outbox, which belongs to regions: somebody who
 * gets no answer says it again.
 */
export async function answerDirectly(
  { platform, log }: InboxOptions,
  said: IncomingMessage,
  words: Message,
  open: boolean,
): Promise<void> {
  const { id, place, direct, mentionsBot } = said;
  if (!direct && !mentionsBot) return;
  // They are told once they have said everything.
  if (said.muchSince) return;
  // In a server that isn't ours the bot only answers commands.
  if (!direct && !open) return;
  const key = `newcomer:${place.platform}:${place.channel}:${id}`;
  await platform
    .post(replyTarget(said), words, key)
    .catch((error: unknown) => log.error('newcomer.not-answered', error));
}
