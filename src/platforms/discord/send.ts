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

/** Between the messages of one sending a short limit is waited for: half a sending is worse than a late one. */
const PATIENCE = 10_000;

export interface SendContext {
  readonly rest: REST;
  readonly payloads: PayloadSource;
  readonly log: Log;
  readonly halfEdits: HalfEdits;
  readonly takenBack: TakenBack;
  /** Language of the adapter's own words in a channel. */
  localeOf(channel: string): 'fr' | 'en';
}

/** Posts a message into a channel; all of it or, as far as one can tell, nothing. `calls`: who there is to hear of it. */
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
        refs.push(await patiently(index > 0, () => create(context, channel, payload, key, index)));
      }
    } catch (error) {
      await withdraw(context, refs);
      throw error;
    }
    return refs;
  });
}

/** Makes messages show this one: edited, followed by further ones, or the last ones removed. */
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
        await patiently(index > 0, async () => {
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

/** Deletes messages; one that is gone already is what was wanted. */
export async function deleteAll(context: SendContext, refs: readonly MessageRef[]): Promise<void> {
  for (const ref of refs) {
    // Before, as the answer may get lost. What stands all the same is found and taken back before it is sent again.
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
 * Where its nonce gives back a message that was deleted since, it is made anew: with a nonce that follows from that message, and so
 * is the same each time.
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

/** A thread nobody wrote in for a week is archived; a survey or a tally goes on in it all the same. */
export async function revived<T>(rest: REST, channel: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (apiCodeOf(error) !== RESTJSONErrorCodes.InvalidActionOnArchivedThread) throw error;
    await rest.patch(Routes.channel(channel), { body: { archived: false } }).catch(() => {
      // Locked, or not ours to open: the first refusal says it all.
      throw error;
    });
    return action();
  }
}

async function patiently<T>(mayWait: boolean, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const { failure } = toDeliveryError(error);
    if (!mayWait || failure.kind !== 'rate-limited' || failure.retryAfter > PATIENCE) throw error;
    await wait(failure.retryAfter);
    return action();
  }
}

/** Takes back what was sent of a message that can't be sent whole. */
async function withdraw(context: SendContext, refs: readonly MessageRef[]): Promise<void> {
  try {
    await deleteAll(context, refs);
  } catch (error) {
    context.log.error('discord.withdraw-failed', error, { messages: refs.length });
    // Some of it stands there: that must not be taken for "not sent".
    throw new DeliveryError({ kind: 'ambiguous' }, { cause: error });
  }
}
