import type { MessageRef, Place, Target } from '../../chat/place.ts';
import { DeliveryError } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import type { SlackClient } from './client.ts';
import { type DeliveryMark, markedAs } from './delivery-key.ts';
import type { Directory } from './directory.ts';
import { attemptToSend, nothingSent, refusedBecause } from './errors.ts';
import { plainerIfRefused } from './plainer.ts';
import type { RenderedPart } from './split.ts';

/** Once the first of several messages stands, the others wait this often and at most this long each for their turn. */
const TRIES = 5;
const LONGEST_PAUSE_MS = 30_000;

export interface Destination {
  readonly channel: string;
  readonly thread: string | null;
  /** What is posted first begins a thread of its own. */
  readonly opensThread: boolean;
}

export async function destinationOf(target: Target, directory: Directory): Promise<Destination> {
  switch (target.kind) {
    case 'channel':
      return { channel: target.channel, thread: null, opensThread: false };
    case 'place':
      return { channel: target.place.channel, thread: target.place.thread, opensThread: false };
    case 'private': {
      const [first] = target.users;
      if (first === undefined) throw new DeliveryError({ kind: 'refused', reason: 'user-gone' });
      const channel = await nothingSent(directory.directChannel(first)).catch((error: unknown) => {
        // Not allowed to open conversations, the bot may still write to a person: Slack then tells where that stands.
        if (!refusedBecause(error, 'no-permission')) throw error;
        return first;
      });
      return { channel, thread: null, opensThread: true };
    }
  }
}

export function refTo(destination: Destination, ts: string): MessageRef {
  const place: Place = { platform: 'slack', channel: destination.channel, thread: destination.thread };
  return { place, id: ts };
}

/** Where a message came to stand. */
export interface Posted {
  readonly ts: string;
  /** Its channel: of one that was sent to a person's id, the direct conversation with them. */
  readonly channel: string;
}

/** Posts one message. A public channel someone chose is joined where the bot isn't in it yet. */
export async function postPart(
  client: SlackClient,
  { channel, thread }: Destination,
  part: RenderedPart,
  mark: DeliveryMark,
  log: Log,
): Promise<Posted> {
  const send = () =>
    plainerIfRefused(part, log, (content) =>
      attemptToSend(() =>
        client.chat.postMessage({
          channel,
          ...content,
          metadata: markedAs(mark),
          unfurl_links: false,
          unfurl_media: false,
          ...(thread === null ? {} : { thread_ts: thread }),
        }),
      ),
    );
  const answer = await send().catch(async (error: unknown) => {
    if (!refusedBecause(error, 'not-in-channel')) throw error;
    await client.conversations.join({ channel }).catch(() => {
      throw error;
    });
    return send();
  });
  // An answer without a ts is no answer: the message may stand.
  if (!answer.ts) throw new DeliveryError({ kind: 'ambiguous' });
  return { ts: answer.ts, channel: answer.channel ?? channel };
}

/**
 * What follows a message that stands. To answer "not sent, try again" now would send the first one twice, so what is
 * only held up is waited for, and what fails leaves the sending to be looked into.
 */
export async function afterFirst<T>(
  send: () => Promise<T>,
  pause: (milliseconds: number) => Promise<void>,
): Promise<T> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      const { failure } = error;
      const wait = failure.kind === 'rate-limited' ? failure.retryAfter : failure.kind === 'unavailable' ? 1_000 : null;
      if (wait === null || wait > LONGEST_PAUSE_MS || left <= 1) {
        throw new DeliveryError({ kind: 'ambiguous' }, { cause: error });
      }
      await pause(wait);
    }
  }
}
