import { setTimeout as wait } from 'node:timers/promises';
import { type APIMessage, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Message } from '../../chat/message.ts';
import type { MessageRef } from '../../chat/place.ts';
import { DeliveryError } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import { componentIdOf, nonceOf } from './delivery-key.ts';
import { apiCodeOf, toDeliveryError } from './errors.ts';
import type { HalfEdits } from './half-edits.ts';
import { PARTS } from './limits.ts';
import { type MessagePayload, type PayloadSource, withoutRefusedUploads } from './payload.ts';
import { sendAgain } from './send-again.ts';
import type { TakenBack } from './taken-back.ts';

/**
 * A rate limit of at most so many milliseconds is waited out between the messages of one sending: half a sending is
 * worse than a late one.
 */
const PATIENCE = 10_000;

export interface SendContext {
  readonly rest: REST;
  readonly payloads: PayloadSource;
  readonly log: Log;
  readonly halfEdits: HalfEdits;
  readonly takenBack: TakenBack;
  /** Returns the language of the adapter's own words in a channel. */
  localeOf(channel: string): 'fr' | 'en';
}

/** Posts a message to a channel: all of it or, as far as one can tell, nothing. `calls` are the people it mentions. */
export function postTo(
  context: SendContext,
  channel: string,
  message: Message,
  key: string,
  calls: readonly string[],
): Promise<MessageRef[]> {
  return withoutRefusedUploads(message, async (withheld) => {
    const payloads = await payloadsOf(context, channel, message, key, withheld, calls);
    const refs: MessageRef[] = [];
    try {
      for (const [index, payload] of payloads.entries()) {
        refs.push(await waitingOnce(index > 0, () => create(context, channel, payload, key, index)));
      }
    } catch (error) {
      await withdraw(context, refs);
      throw error;
    }
    return refs;
  });
}

/** Edits messages to show this one; further ones are posted, surplus ones deleted. */
export function editAll(
  context: SendContext,
  refs: readonly MessageRef[],
  message: Message,
  key: string,
): Promise<MessageRef[]> {
  const channel = refs[0]?.place.channel;
  if (channel === undefined) throw new Error('an edit of no message');
  return withoutRefusedUploads(message, async (withheld) => {
    const payloads = await payloadsOf(context, channel, message, key, withheld);
    const shown: MessageRef[] = [];
    for (const [index, payload] of payloads.entries()) {
      const ref = refs[index];
      shown.push(
        await waitingOnce(index > 0, async () => {
          if (!ref) return create(context, channel, payload, key, index);
          if (!context.halfEdits.shows(ref.id, payload)) await patch(context, ref, payload);
          context.halfEdits.note(ref.id, payload);
          return ref;
        }),
      );
    }
    await deleteAll(context, refs.slice(payloads.length));
    context.halfEdits.forget(refs.map(({ id }) => id));
    return shown;
  });
}

/** Deletes messages; one that is gone already counts as deleted. */
export async function deleteAll(context: SendContext, refs: readonly MessageRef[]): Promise<void> {
  for (const ref of refs) {
    // It is noted first, since the answer may get lost. A message that stands all the same is found and deleted before
    // it is sent again.
    context.takenBack.note(ref.id);
    try {
      await revived(context.rest, ref.place.channel, () =>
        context.rest.delete(Routes.channelMessage(ref.place.channel, ref.id)),
      );
    } catch (error) {
      const code = apiCodeOf(error);
      if (code !== RESTJSONErrorCodes.UnknownMessage && code !== RESTJSONErrorCodes.UnknownChannel) throw error;
    }
  }
}

export const refOf = (channel: string, id: string): MessageRef => ({
  place: { platform: 'discord', channel, thread: null },
  id,
});

async function payloadsOf(
  context: SendContext,
  channel: string,
  message: Message,
  key: string,
  withheld: ReadonlySet<string>,
  calls: readonly string[] = [],
): Promise<readonly MessagePayload[]> {
  const ids = (index: number, total: number): number => componentIdOf(key, index, total);
  const payloads = await context.payloads.of(message, context.localeOf(channel), {
    ...{ withheld, ids, calls },
    reader: { kind: 'delivery', key },
  });
  if (payloads.length > PARTS) throw new DeliveryError({ kind: 'refused', reason: 'too-long' });
  return payloads;
}

/**
 * Creates a message. Where its nonce returns a message that has been deleted since, it is created with another nonce,
 * which follows from that message and so is the same each time.
 */
async function create(
  context: SendContext,
  channel: string,
  { body, files }: MessagePayload,
  key: string,
  index: number,
): Promise<MessageRef> {
  const send = async (nonce: string): Promise<string> => {
    const request = { body: { ...body, nonce, enforce_nonce: true }, files };
    const sent = await sendAgain(() => context.rest.post(Routes.channelMessages(channel), request));
    return (sent as APIMessage).id;
  };
  const seen = new Set<string>();
  let id = await send(nonceOf(key, index, null));
  while (context.takenBack.has(id)) {
    if (seen.has(id)) throw new DeliveryError({ kind: 'ambiguous' });
    seen.add(id);
    id = await send(nonceOf(key, index, id));
  }
  return refOf(channel, id);
}

async function patch(context: SendContext, ref: MessageRef, payload: MessagePayload): Promise<void> {
  const route = Routes.channelMessage(ref.place.channel, ref.id);
  await revived(context.rest, ref.place.channel, () =>
    context.rest.patch(route, { body: payload.body, files: payload.files }),
  );
}

/**
 * Runs an action in a thread, and reopens the thread where it is archived: that happens after a week without a message,
 * while surveys and tallies go on.
 */
export async function revived<T>(rest: REST, channel: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (apiCodeOf(error) !== RESTJSONErrorCodes.InvalidActionOnArchivedThread) throw error;
    await rest.patch(Routes.channel(channel), { body: { archived: false } }).catch(() => {
      // The thread is locked, or the bot may not reopen it: the first refusal says it all.
      throw error;
    });
    return action();
  }
}

async function waitingOnce<T>(mayWait: boolean, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const { failure } = toDeliveryError(error);
    if (!mayWait || failure.kind !== 'rate-limited' || failure.retryAfter > PATIENCE) throw error;
    await wait(failure.retryAfter);
    return action();
  }
}

/** Deletes the messages of a sending that can't be completed. */
async function withdraw(context: SendContext, refs: readonly MessageRef[]): Promise<void> {
  try {
    await deleteAll(context, refs);
  } catch (error) {
    context.log.error('discord.withdraw-failed', error, { messages: refs.length });
    // Some of it still stands, which must not be taken for "not sent".
    throw new DeliveryError({ kind: 'ambiguous' }, { cause: error });
  }
}
