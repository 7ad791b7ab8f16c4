import { newest } from '../../../chat/order.ts';
import type { PartRef, PerhapsPosted } from '../../../chat/relaying.ts';
import type { SlackClient } from '../client.ts';
import { attemptCall, refusedBecause } from '../errors.ts';
import { nextCursor, PAGE } from '../history.ts';
import { heldFiles } from '../incoming-files.ts';
import { listAt, textAt, type Wire } from '../wire.ts';
import { keyOf } from './copy-key.ts';
import type { CopyFiles } from './files.ts';
import { NAMED_ABOVE, showing } from './posted-as.ts';

/** Pages of a channel's newest messages in which copies are looked for when none is known to stand before them. */
const MOST_PAGES = 5;

/** Finds the parts that stand by the keys they were posted with. Throws DeliveryError. */
export async function findCopies(
  client: SlackClient,
  files: CopyFiles,
  perhaps: readonly PerhapsPosted[],
  after: readonly PartRef[],
): Promise<ReadonlyMap<string, PartRef>> {
  const found = new Map<string, PartRef>();
  const channel = perhaps[0]?.places[0]?.channel ?? '';
  for (const thread of new Set(perhaps.flatMap(threadsOf))) {
    const here = perhaps.filter((one) => !found.has(one.key) && threadsOf(one).includes(thread));
    if (here.length === 0) continue;
    const oldest = newest(thread, ...after.filter((ref) => ref.thread === thread).map(({ id }) => id));
    const keys = new Set(here.map(({ key }) => key));
    for await (const message of messagesSince(client, channel, thread, oldest)) {
      const key = keyOf(message);
      if (key !== null && keys.delete(key)) found.set(key, refOf(message, thread));
      if (keys.size === 0) break;
    }
  }
  for (const { key, part } of perhaps) {
    const shared = found.has(key) || part.files.length === 0 ? null : await files.settle(key);
    if (shared) found.set(key, shared);
  }
  return found;
}

const threadsOf = ({ places }: PerhapsPosted): readonly (string | null)[] =>
  places.map(({ below }) => below?.id ?? null);

async function* messagesSince(client: SlackClient, channel: string, thread: string | null, oldest: string | null) {
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES || oldest !== null; page += 1) {
    const range = {
      ...{ channel, limit: PAGE, include_all_metadata: true },
      ...(oldest === null ? {} : { oldest }),
      ...(cursor ? { cursor } : {}),
    };
    const answer = await attemptCall<unknown>(() =>
      thread === null ? client.conversations.history(range) : client.conversations.replies({ ...range, ts: thread }),
    ).catch((error: unknown) => {
      // Nothing stands in a thread that is gone.
      if (refusedBecause(error, 'message-gone')) return {};
      throw error;
    });
    yield* listAt(answer, 'messages');
    cursor = nextCursor(answer);
    if (!cursor) return;
  }
}

function refOf(message: Wire, thread: string | null): PartRef {
  const files = heldFiles(message).map(({ id, name }) => ({ id, title: name }));
  const isNamed = textAt(message, 'username') !== null;
  return {
    id: textAt(message, 'ts') ?? '',
    thread,
    by: files.length > 0 ? showing(files) : isNamed ? null : NAMED_ABOVE,
  };
}
