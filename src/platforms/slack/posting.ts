import { nothingSent } from '../../chat/nothing-sent.ts';
import type { MessageRef, Place, Target } from '../../chat/place.ts';
import { DeliveryError } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import type { SlackClient } from './client.ts';
import { type DeliveryMark, markedAs } from './delivery-key.ts';
import type { Directory } from './directory.ts';
import { attemptToSend, refusedBecause } from './errors.ts';
import { plainerIfRefused } from './plainer.ts';
import type { RenderedPart } from './split.ts';

/**
 * Once the first of several messages stands, the others are tried this often, with at most so many milliseconds between
 * two tries.
 */
const TRIES = 5;
const LONGEST_PAUSE_MS = 30_000;

export interface Destination {
  readonly channel: string;
  readonly thread: string | null;
  /** Whether the first message begins a thread of its own. */
  readonly opensThread: boolean;
  /** Set when what is said in the thread stands in the channel too. */
  readonly alsoInChannel?: true;
}

export async function resolveTarget(target: Target, directory: Directory): Promise<Destination> {
  switch (target.kind) {
    case 'channel':
      return { channel: target.channel, thread: null, opensThread: false };
    case 'place':
      return {
        ...{ channel: target.place.channel, thread: target.place.thread, opensThread: false },
        ...(target.alsoInChannel ? { alsoInChannel: true } : {}),
      };
    case 'private': {
      const [first] = target.users;
      if (first === undefined) throw new DeliveryError({ kind: 'refused', reason: 'user-gone' });
      const channel = await nothingSent(directory.directChannel(first)).catch((error: unknown) => {
        // A bot that may not open conversations may still write to a person's id: Slack then tells the channel.
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

/** Awaits a sending. A direct conversation that Slack says is gone is that of somebody whose account is closed. */
export async function unlessGone<T>({ kind }: Pick<Target, 'kind'>, sending: Promise<T>): Promise<T> {
  return sending.catch((error: unknown) => {
    if (kind !== 'private' || !refusedBecause(error, 'channel-gone')) throw error;
    throw new DeliveryError({ kind: 'refused', reason: 'user-gone' }, { cause: error });
  });
}

/** The place of a posted message. */
export interface Posted {
  readonly ts: string;
  /** The direct conversation for a message that was sent to a person's id. */
  readonly channel: string;
}

function belowOf({ thread, alsoInChannel }: Destination) {
  if (thread === null) return {};
  return alsoInChannel ? { thread_ts: thread, reply_broadcast: true as const } : { thread_ts: thread };
}

/** Posts one message, and joins a public channel where the bot isn't in it yet. Throws DeliveryError. */
export async function postPart(
  client: SlackClient,
  destination: Destination,
  part: RenderedPart,
  mark: DeliveryMark,
  log: Log,
): Promise<Posted> {
  const { channel } = destination;
  const send = () =>
    plainerIfRefused(part, log, (content) =>
      attemptToSend(() =>
        client.chat.postMessage({
          channel,
          ...content,
          metadata: markedAs(mark),
          unfurl_links: false,
          unfurl_media: false,
          ...belowOf(destination),
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
  // An answer without a ts says nothing: the message may stand.
  if (!answer.ts) throw new DeliveryError({ kind: 'ambiguous' });
  return { ts: answer.ts, channel: answer.channel ?? channel };
}

/**
 * Sends what follows a message that stands. To report "not sent, try again" now would double the first one, so a short
 * delay is waited out, and any other failure becomes 'ambiguous', so that the sending is looked into.
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
