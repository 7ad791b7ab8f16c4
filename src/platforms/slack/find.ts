import type { MessageRef, Target } from '../../chat/place.ts';
import type { SlackClient } from './client.ts';
import { type DeliveryMark, markOf } from './delivery-key.ts';
import type { Directory } from './directory.ts';
import { refusedBecause } from './errors.ts';
import { messagesIn } from './history.ts';
import { destinationOf, refTo } from './posting.ts';
import { listAt, textAt, type Wire } from './wire.ts';

/** Slack's clock and ours may differ by this much. */
const MARGIN_MS = 60_000;

/**
 * The messages posted with this key. Null when Slack doesn't show the history, or shows only part of what was posted:
 * to call that sent would lose the rest, to send it again would double the beginning.
 */
export async function findPosted(
  client: SlackClient,
  directory: Directory,
  bot: string,
  target: Target,
  key: string,
  since: Date,
): Promise<readonly MessageRef[] | null> {
  const oldest = String((since.getTime() - MARGIN_MS) / 1000);
  try {
    let destination = await destinationOf(target, directory);
    // The direct conversation with a person is known only once it may be opened.
    if (target.kind === 'private' && destination.channel === target.users[0]) return null;
    let messages = await messagesIn(client, destination, oldest);
    const first = messages.find((message) => markOf(message)?.key === key);
    const start = textAt(first, 'ts');
    if (!first || start === null) return [];
    if (destination.opensThread) {
      destination = { ...destination, thread: start };
      messages = [
        first,
        ...(await messagesIn(client, destination, start)).filter((one) => textAt(one, 'ts') !== start),
      ];
    }
    const found = complete(messages, key, bot);
    return found?.map((ts) => refTo(destination, ts)) ?? null;
  } catch (error) {
    if (refusedBecause(error, 'not-in-channel', 'no-permission', 'channel-gone', 'message-gone', 'other')) return null;
    throw error;
  }
}

function complete(messages: readonly Wire[], key: string, bot: string): string[] | null {
  const parts = messages.flatMap((message) => {
    const mark = markOf(message);
    const ts = textAt(message, 'ts');
    return mark?.key === key && ts !== null ? [{ mark, ts }] : [];
  });
  parts.sort((a, b) => a.mark.part - b.mark.part);
  const [first] = parts;
  const last = parts.at(-1);
  if (!first || !last || parts.length !== first.mark.of) return null;
  if (first.mark.files === '') return parts.map(({ ts }) => ts);
  const files = shareAfter(messages, last.ts, first.mark, bot);
  return files === null ? null : [...parts.map(({ ts }) => ts), files];
}

/** The message with the files has no metadata: it is ours, comes after, and holds as many. */
function shareAfter(messages: readonly Wire[], after: string, mark: DeliveryMark, bot: string): string | null {
  const count = mark.files.split(',').length;
  const found = messages.find((message) => {
    const ts = textAt(message, 'ts');
    return ts !== null && ts > after && message.user === bot && listAt(message, 'files').length === count;
  });
  return textAt(found, 'ts');
}
