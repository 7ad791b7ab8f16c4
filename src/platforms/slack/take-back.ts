import type { MessageRef } from '../../chat/place.ts';
import { DeliveryError } from '../../chat/platform.ts';
import { markOf } from './delivery-key.ts';
import { messageAt } from './history.ts';
import { deleteAll, type SendContext } from './send.ts';

/**
 * Deletes messages, and the files of the bot that they show: Slack keeps a file whose message is deleted. The files go first, since
 * what they are stands in the first message. Throws DeliveryError.
 */
export async function deleteWithFiles(context: SendContext, refs: readonly MessageRef[]): Promise<void> {
  const [first] = refs;
  // Files stand in a message of their own, after the others.
  if (first && refs.length > 1) await discardFiles(context, await uploadsOf(context, first));
  await deleteAll(context, refs);
}

/** Has Slack forget files of the bot. Those that it refuses to stay, and the log says so: their message is to go all the same. */
export async function discardFiles({ uploader, log }: SendContext, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    try {
      await uploader.discard([id]);
    } catch (error) {
      if (!isRefused(error)) throw error;
      log.warn('slack.file-not-deleted', { file: id });
    }
  }
}

/** Returns Slack's ids of the files that were handed over with a message; none where it can't be read any more. */
async function uploadsOf({ client, log }: SendContext, first: MessageRef): Promise<readonly string[]> {
  try {
    const message = await messageAt(client, first.place, first.id);
    return (message && markOf(message))?.uploads.split(',').filter((id) => id !== '') ?? [];
  } catch (error) {
    if (!isRefused(error)) throw error;
    log.warn('slack.files-not-known', { channel: first.place.channel });
    return [];
  }
}

const isRefused = (error: unknown) => error instanceof DeliveryError && error.failure.kind === 'refused';
