import type { Message } from '../../chat/message.ts';
import type { MessageRef, Target } from '../../chat/place.ts';
import type { Log } from '../../log.ts';
import type { SlackClient } from './client.ts';
import { contentDigest } from './delivery-key.ts';
import type { Directory } from './directory.ts';
import { attemptToSend, refusedBecause } from './errors.ts';
import { handedOver, prepared, readersOf, sentences } from './message-files.ts';
import { afterFirst, type Destination, postPart, refTo, resolveTarget, unlessGone } from './posting.ts';
import { renderMessage } from './render-message.ts';
import type { Upload, Uploader } from './uploads.ts';

export interface SendContext {
  readonly client: SlackClient;
  readonly directory: Directory;
  readonly uploader: Uploader;
  /** Waits between attempts, in milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly log: Log;
}

/** Posts a message, and its files after it. Throws DeliveryError, 'ambiguous' once a part of it stands. */
export async function postTo(
  context: SendContext,
  target: Target,
  message: Message,
  key: string,
): Promise<readonly MessageRef[]> {
  const { client, directory, uploader, pause, log } = context;
  let destination = await resolveTarget(target, directory);
  const { rendered, uploads } = await prepared(message, uploader, readersOf(key), 'later', destination.opensThread);
  const refs: MessageRef[] = [];
  const handed = handedOver(uploads, 1);
  for (const [index, part] of rendered.parts.entries()) {
    const says = contentDigest(part, handed.uploads);
    const mark = { key, part: index + 1, of: rendered.parts.length, ...handed, says };
    const send = () => unlessGone(target, postPart(client, destination, part, mark, log));
    const { ts, channel } = index === 0 ? await send() : await afterFirst(send, pause);
    if (index === 0 && destination.opensThread) destination = { ...destination, channel, thread: ts };
    refs.push(refTo(destination, ts));
  }
  return [...refs, ...(await shareFiles(context, uploads, destination, key, refs))];
}

/** Shares files in a message of their own, after the others; posts a sentence for each where Slack refuses them. */
export async function shareFiles(
  { client, uploader, pause, log }: SendContext,
  uploads: readonly Upload[],
  destination: Destination,
  key: string,
  before: readonly MessageRef[],
): Promise<MessageRef[]> {
  if (uploads.length === 0) return [];
  const { channel, thread } = destination;
  const where = { channel, thread, after: before.at(-1)?.id ?? '0' };
  const ts = await afterFirst(
    () =>
      uploader.share(uploads, where).catch(async (error: unknown) => {
        if (!refusedBecause(error, 'no-permission', 'other')) throw error;
        const [part] = renderMessage(sentences(await uploader.sentences(uploads, readersOf(key)))).parts;
        if (!part) return null;
        const mark = { key: `${key}/files`, part: 1, of: 1, ...handedOver([], 0), says: contentDigest(part, '') };
        return (await postPart(client, destination, part, mark, log)).ts;
      }),
    pause,
  );
  return ts === null ? [] : [refTo(destination, ts)];
}

/** Deletes messages; one that is gone already counts as deleted. */
export async function deleteAll({ client }: SendContext, refs: readonly MessageRef[]): Promise<void> {
  for (const ref of refs) {
    try {
      await attemptToSend(() => client.chat.delete({ channel: ref.place.channel, ts: ref.id }));
    } catch (error) {
      if (!refusedBecause(error, 'message-gone')) throw error;
    }
  }
}
