import { type APIMessage, type Client, RESTJSONErrorCodes, Routes } from 'discord.js';
import { DeliveryError } from '../../../chat/platform.ts';
import type { CopyFile, CopyPart, CopyPlace, PartRef } from '../../../chat/relaying.ts';
import { apiCodeOf, refusedFields } from '../errors.ts';
import { revived } from '../send.ts';
import { bodyOf, type CopyNames, postableName, uploadsOf } from './body.ts';
import type { CopyMeans } from './change.ts';
import { CopyThreads, ThreadRefused, takesNothingMore } from './threads.ts';
import { isWebhookGone, type OwnWebhooks } from './webhooks.ts';

/** The causes of a refusal that can be put right, each once for a message: another try then may pass. */
type Remedy = 'other webhook' | 'other thread' | 'other name' | 'no picture';

/**
 * Posts copies by the bot's own webhooks. Nothing is sent again after a lost answer: Discord takes no key for such
 * messages, and would make a second one.
 */
export class CopyPosting {
  readonly #webhooks: OwnWebhooks;
  readonly #names: CopyNames;
  readonly #threads = new CopyThreads();

  constructor({ webhooks, names }: CopyMeans) {
    this.#webhooks = webhooks;
    this.#names = names;
  }

  async post(client: Client<true>, place: CopyPlace, part: CopyPart, files: readonly CopyFile[]): Promise<PartRef> {
    const tried = new Set<Remedy>();
    for (;;) {
      try {
        return await this.#post(client, place, part, files, !tried.has('no picture'));
      } catch (error) {
        const remedy = this.#remedyFor(error, place, part);
        if (remedy === null || tried.has(remedy)) throw place.below === null ? error : withoutThread(error);
        tried.add(remedy);
      }
    }
  }

  async #post(
    client: Client<true>,
    place: CopyPlace,
    part: CopyPart,
    all: readonly CopyFile[],
    withPicture: boolean,
  ): Promise<PartRef> {
    const webhook = await this.#webhooks.toPostWith(client, place.channel);
    const thread = await this.#threads.of(client, place);
    const name = this.#names.of(part);
    const { attachments, files } = uploadsOf(part, all);
    const body = {
      ...bodyOf(part, name),
      username: postableName(name),
      ...(withPicture && part.picture !== null ? { avatar_url: part.picture } : {}),
      attachments,
    };
    const query = new URLSearchParams({ wait: 'true', ...(thread === null ? {} : { thread_id: thread }) });
    const route = Routes.webhook(webhook.id, webhook.token);
    const posted = (await revived(client.rest, thread ?? place.channel, () =>
      client.rest.post(route, { query, body, files, auth: false }),
    )) as APIMessage;
    return { id: posted.id, thread, by: webhook.id };
  }

  /** Puts right what a refusal is about; null where nothing can be. A refused message doesn't stand. */
  #remedyFor(error: unknown, { channel, below }: CopyPlace, part: CopyPart): Remedy | null {
    if (isWebhookGone(error)) {
      this.#webhooks.forget(channel);
      return 'other webhook';
    }
    if (apiCodeOf(error) === RESTJSONErrorCodes.UnknownChannel && below?.kind === 'message') {
      this.#threads.forget(below.id);
      return 'other thread';
    }
    const fields = refusedFields(error);
    if (fields.includes('username') && this.#names.of(part) === part.author) {
      this.#names.noteRefused(part.author);
      return 'other name';
    }
    return fields.includes('avatar_url') ? 'no picture' : null;
  }
}

/**
 * Returns the error of a post in a thread. A thread that can't be begun or written in is told as gone, so that the copy
 * stands in the channel itself, and nothing else of the channel waits for it.
 */
function withoutThread(error: unknown): unknown {
  const isOfThread = error instanceof ThreadRefused || takesNothingMore(error);
  return isOfThread ? new DeliveryError({ kind: 'refused', reason: 'message-gone' }, { cause: error }) : error;
}
