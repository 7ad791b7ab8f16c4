import { type APIMessage, type Client, RESTJSONErrorCodes, Routes } from 'discord.js';
import { DeliveryError } from '../../../chat/platform.ts';
import type { CopyFile, CopyPart, PartRef } from '../../../chat/relaying.ts';
import { apiCodeOf, isNotFound } from '../errors.ts';
import { revived } from '../send.ts';
import { bodyOf, type CopyNames, keptFiles, postableName } from './body.ts';
import { takesNothingMore } from './threads.ts';
import { isWebhookGone, type OwnWebhook, type OwnWebhooks } from './webhooks.ts';

/** By what copies are posted, and under which names. */
export interface CopyMeans {
  readonly webhooks: OwnWebhooks;
  readonly names: CopyNames;
}

/** Makes a message show this part, with those of its files that the copy still has. */
export async function changeCopy(
  { webhooks, names }: CopyMeans,
  client: Client<true>,
  channel: string,
  ref: PartRef,
  part: CopyPart,
  files: readonly CopyFile[],
): Promise<void> {
  const webhook = ref.by === null ? null : await webhooks.byId(client, channel, ref.by);
  // Nothing but the webhook that posted a message can change it.
  if (!webhook) throw notEditable();
  const change = (body: object): Promise<APIMessage> =>
    atMessage(client, channel, ref, webhook, (route, query) =>
      client.rest.patch(route, { query, body, auth: false }),
    ) as Promise<APIMessage>;
  const under = names.of(part);
  try {
    const { author, attachments } = await change(bodyOf(part, under));
    // It was posted under the other of the two names: whose it is has to stand in the text, or not.
    const other = under === part.author ? part.otherwise : part.author;
    const isUnderOther = postableName(other) === author.username && postableName(under) !== author.username;
    const kept = keptFiles(attachments, files);
    // Discord keeps the files where an edit names none.
    if (isUnderOther || kept.length < attachments.length)
      await change({ ...bodyOf(part, isUnderOther ? other : under), attachments: kept });
  } catch (error) {
    if (isWebhookGone(error)) webhooks.forget(channel);
    throw isWebhookGone(error) || (ref.thread !== null && takesNothingMore(error)) ? notEditable(error) : error;
  }
}

/** Deletes a message by its webhook; where that is gone, as whoever manages messages does. */
export async function deleteCopy(
  { webhooks }: CopyMeans,
  client: Client<true>,
  channel: string,
  ref: PartRef,
): Promise<void> {
  try {
    const webhook = ref.by === null ? null : await webhooks.byId(client, channel, ref.by);
    if (!webhook) return await deleteAsModerator(client, channel, ref);
    await atMessage(client, channel, ref, webhook, (route, query) => client.rest.delete(route, { query, auth: false }));
  } catch (error) {
    const code = apiCodeOf(error);
    if (code === RESTJSONErrorCodes.UnknownMessage || code === RESTJSONErrorCodes.UnknownChannel) return;
    // A message that can't be deleted in a locked thread concerns nothing else of the channel.
    if (!isWebhookGone(error)) throw ref.thread !== null && takesNothingMore(error) ? notEditable(error) : error;
    webhooks.forget(channel);
    await deleteAsModerator(client, channel, ref);
  }
}

async function deleteAsModerator({ rest }: Client<true>, channel: string, ref: PartRef): Promise<void> {
  const at = ref.thread ?? channel;
  try {
    await revived(rest, at, () => rest.delete(Routes.channelMessage(at, ref.id)));
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

const notEditable = (cause?: unknown): DeliveryError =>
  new DeliveryError({ kind: 'refused', reason: 'not-editable' }, { cause });

/** Does something to a webhook's message, which is found in its thread only. */
function atMessage<T>(
  { rest }: Client<true>,
  channel: string,
  { id, thread }: PartRef,
  webhook: OwnWebhook,
  action: (route: `/webhooks/${string}`, query: URLSearchParams) => Promise<T>,
): Promise<T> {
  const query = new URLSearchParams(thread === null ? {} : { thread_id: thread });
  return revived(rest, thread ?? channel, () => action(Routes.webhookMessage(webhook.id, webhook.token, id), query));
}
