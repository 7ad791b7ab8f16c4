import type { MessageRef } from '../../chat/place.ts';
import { type DeliveryMark, markOf } from './delivery-key.ts';
import { refusedBecause } from './errors.ts';
import { messageAt, newestMessages } from './history.ts';
import { type Destination, refTo } from './posting.ts';
import type { SendContext } from './send.ts';
import { listAt, textAt } from './wire.ts';

/** A message that an earlier try of an edit has posted: its answer was lost, or the process ended before it was stored. */
interface EarlierPost {
  readonly ref: MessageRef;
  readonly mark: DeliveryMark;
}

/**
 * Returns a function that finds what earlier tries of an edit have posted as a part of it, the newest first. It asks Slack
 * once, when it is first called; where Slack doesn't show the history, nothing is found.
 * @param refs the messages that are known, which it leaves out.
 */
export function earlierTries(
  { client, log }: SendContext,
  destination: Destination,
  refs: readonly MessageRef[],
  key: string,
): (part: number) => Promise<readonly EarlierPost[]> {
  let asked: Promise<readonly EarlierPost[]> | null = null;

  async function ask(): Promise<readonly EarlierPost[]> {
    const known = new Set(refs.map(({ id }) => id));
    const messages = await newestMessages(client, destination, refs[0]?.id ?? '0', log);
    return messages.reverse().flatMap((message): EarlierPost[] => {
      const mark = markOf(message);
      const ts = textAt(message, 'ts');
      return mark?.key === key && ts !== null && !known.has(ts) ? [{ ref: refTo(destination, ts), mark }] : [];
    });
  }

  return async (part) => {
    asked ??= ask().catch((error: unknown) => {
      if (!refusedBecause(error, 'not-in-channel', 'no-permission', 'channel-gone', 'message-gone', 'other'))
        throw error;
      return [];
    });
    return (await asked).filter(({ mark }) => mark.part === part);
  };
}

/** The messages of a sending, sorted by what stands in them. */
interface Sorted {
  /** Those that hold its blocks. */
  readonly parts: readonly MessageRef[];
  /** The others, also those that are gone. */
  readonly others: readonly MessageRef[];
  /** Slack's ids of the files that the others show. */
  readonly files: readonly string[];
}

/** Looks at each message of a sending: an edit that was broken off leaves a first message that doesn't tell any more. */
export async function sortedByContent(
  { client }: SendContext,
  [first, ...rest]: readonly MessageRef[],
): Promise<Sorted> {
  const parts = first ? [first] : [];
  const others: MessageRef[] = [];
  const files: string[] = [];
  for (const ref of rest) {
    const message = await messageAt(client, ref.place, ref.id);
    const mark = message && markOf(message);
    // Sentences in the place of files that Slack refused have a mark of their own.
    if (mark && !mark.key.endsWith('/files')) parts.push(ref);
    else others.push(ref);
    if (message && !mark) files.push(...listAt(message, 'files').flatMap((file) => textAt(file, 'id') ?? []));
  }
  return { parts, others, files };
}
