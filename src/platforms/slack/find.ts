import type { MessageRef, Target } from '../../chat/place.ts';
import type { Begun } from '../../chat/platform.ts';
import type { SlackClient } from './client.ts';
import { type DeliveryMark, markOf } from './delivery-key.ts';
import type { Directory } from './directory.ts';
import { refusedBecause } from './errors.ts';
import { messagesIn } from './history.ts';
import { destinationOf, refTo } from './posting.ts';
import { listAt, textAt, type Wire } from './wire.ts';

/**
 * The messages posted with this key; only the first of them where the rest, or their files, never came: to call that sent
 * would lose the rest, to send it again would double the beginning. Null when Slack doesn't show the history.
 */
export async function findPosted(
  client: SlackClient,
  directory: Directory,
  bot: string,
  target: Target,
  key: string,
  since: Date,
): Promise<readonly MessageRef[] | Begun | null> {
  const oldest = String(since.getTime() / 1000);
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
    const found = partsOf(messages, key, bot);
    const refs = found?.all.map((ts) => refTo(destination, ts)) ?? [];
    if (!found) return null;
    return found.whole ? refs : { begun: refs };
  } catch (error) {
    if (refusedBecause(error, 'not-in-channel', 'no-permission', 'channel-gone', 'message-gone', 'other')) return null;
    throw error;
  }
}

/** Null when something else is there than a sending from its beginning on. */
function partsOf(
  messages: readonly Wire[],
  key: string,
  bot: string,
): { readonly all: readonly string[]; readonly whole: boolean } | null {
  const parts = messages.flatMap((message) => {
    const mark = markOf(message);
    const ts = textAt(message, 'ts');
    return mark?.key === key && ts !== null ? [{ mark, ts }] : [];
  });
  parts.sort((a, b) => a.mark.part - b.mark.part);
  const [first] = parts;
  const last = parts.at(-1);
  if (!first || !last || parts.some(({ mark }, index) => mark.part !== index + 1)) return null;
  const all = parts.map(({ ts }) => ts);
  if (parts.length < first.mark.of) return { all, whole: false };
  if (first.mark.files === '') return { all, whole: true };
  const files = shareAfter(messages, last.ts, first.mark, bot);
  return files === null ? { all, whole: false } : { all: [...all, files], whole: true };
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
