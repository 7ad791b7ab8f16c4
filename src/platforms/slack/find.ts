import type { MessageRef, Target } from '../../chat/place.ts';
import type { PartialPost } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import type { SlackClient } from './client.ts';
import { type DeliveryMark, markOf } from './delivery-key.ts';
import type { Directory } from './directory.ts';
import { refusedBecause } from './errors.ts';
import { messagesIn } from './history.ts';
import { refTo, resolveTarget } from './posting.ts';
import type { Uploader } from './uploads.ts';
import { textAt, type Wire } from './wire.ts';

export interface FindOptions {
  readonly client: SlackClient;
  readonly directory: Directory;
  readonly uploader: Uploader;
  readonly log: Log;
  readonly target: Target;
  readonly key: string;
  readonly since: Date;
}

/**
 * Returns the messages posted with this key; only the first of them where the others, or their files, never appeared:
 * to call that sent would lose the rest, and to send it again would double the beginning. Returns null when Slack
 * doesn't show the history.
 */
export async function findPosted({
  client,
  directory,
  uploader,
  log,
  target,
  key,
  since,
}: FindOptions): Promise<readonly MessageRef[] | PartialPost | null> {
  const oldest = String(since.getTime() / 1000);
  try {
    let destination = await resolveTarget(target, directory);
    // The direct conversation with a person is known only once the bot may open it.
    if (target.kind === 'private' && destination.channel === target.users[0]) return null;
    let messages = await messagesIn(client, destination, oldest, log);
    const first = messages.find((message) => markOf(message)?.key === key);
    const start = textAt(first, 'ts');
    if (!first || start === null) return [];
    if (destination.opensThread) {
      destination = { ...destination, thread: start };
      messages = [
        first,
        ...(await messagesIn(client, destination, start, log)).filter((one) => textAt(one, 'ts') !== start),
      ];
    }
    const parts = partsOf(messages, key);
    const last = parts?.at(-1);
    if (!parts || !last) return null;
    const { of, uploads } = last.mark;
    const refs = parts.map(({ ts }) => refTo(destination, ts));
    if (parts.length < of) return { begun: refs };
    if (uploads === '') return refs;
    const where = { channel: destination.channel, thread: destination.thread, after: last.ts };
    const files = await uploader.shared(uploads.split(','), where);
    return typeof files === 'object' ? [...refs, refTo(destination, files.shownIn)] : { begun: refs };
  } catch (error) {
    if (refusedBecause(error, 'not-in-channel', 'no-permission', 'channel-gone', 'message-gone', 'other')) return null;
    throw error;
  }
}

interface MarkedPart {
  readonly mark: DeliveryMark;
  readonly ts: string;
}

/** Returns null when the messages aren't a sending from its beginning on. */
function partsOf(messages: readonly Wire[], key: string): readonly MarkedPart[] | null {
  const parts = messages.flatMap((message): MarkedPart[] => {
    const mark = markOf(message);
    const ts = textAt(message, 'ts');
    return mark?.key === key && ts !== null ? [{ mark, ts }] : [];
  });
  parts.sort((a, b) => a.mark.part - b.mark.part);
  return parts.every(({ mark }, index) => mark.part === index + 1) ? parts : null;
}
