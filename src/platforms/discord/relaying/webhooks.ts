import { type APIWebhook, type Client, RESTJSONErrorCodes, Routes } from 'discord.js';
import { DeliveryError } from '../../../chat/platform.ts';
import { apiCodeOf, toDeliveryError } from '../errors.ts';

/** The webhooks' name, which people see in the channel's settings only: each message has its author's. */
const NAME = 'Fil conducteur';

/** A webhook that the bot made in a channel: whoever has its token posts with it. */
export interface OwnWebhook {
  readonly id: string;
  readonly token: string;
}

/** Finds the bot's own webhook in each channel, makes it where there is none, and remembers both. */
export class OwnWebhooks {
  readonly #known = new Map<string, Promise<readonly OwnWebhook[]>>();

  /** Returns the webhook to post with. Throws DeliveryError. */
  async toPostWith(client: Client<true>, channel: string): Promise<OwnWebhook> {
    const [first] = await this.#in(client, channel);
    if (first) return first;
    const made = await this.#make(client, channel);
    this.#known.set(channel, Promise.resolve([made]));
    return made;
  }

  /** Returns the webhook by which a message was posted; null when it is gone. */
  async byId(client: Client<true>, channel: string, id: string): Promise<OwnWebhook | null> {
    return (await this.#in(client, channel)).find((webhook) => webhook.id === id) ?? null;
  }

  /** Has the channel's webhooks looked up anew the next time. */
  forget(channel: string): void {
    this.#known.delete(channel);
  }

  #in(client: Client<true>, channel: string): Promise<readonly OwnWebhook[]> {
    const known = this.#known.get(channel);
    if (known) return known;
    const asked = ownIn(client, channel);
    this.#known.set(channel, asked);
    // A failed request is made again the next time.
    asked.catch(() => this.#known.delete(channel));
    return asked;
  }

  async #make({ rest }: Client<true>, channel: string): Promise<OwnWebhook> {
    try {
      const made = (await rest.post(Routes.channelWebhooks(channel), { body: { name: NAME } })) as APIWebhook;
      const [own] = withToken([made]);
      if (own) return own;
      throw new DeliveryError({ kind: 'unavailable' });
    } catch (error) {
      this.forget(channel);
      // A lost answer leaves no doubt about a message: none was posted. A webhook that was made is found the next time.
      if (toDeliveryError(error).failure.kind !== 'ambiguous') throw error;
      throw new DeliveryError({ kind: 'unavailable' }, { cause: error });
    }
  }
}

/** Returns whether a webhook is gone, so that another one has to be used. */
export function isWebhookGone(error: unknown): boolean {
  const code = apiCodeOf(error);
  return code === RESTJSONErrorCodes.UnknownWebhook || code === RESTJSONErrorCodes.InvalidWebhookToken;
}

async function ownIn({ rest, application }: Client<true>, channel: string): Promise<readonly OwnWebhook[]> {
  const all = (await rest.get(Routes.channelWebhooks(channel))) as readonly APIWebhook[];
  return withToken(all.filter((webhook) => webhook.application_id === application.id));
}

/** Returns the webhooks that can be posted with, always in the same order. */
const withToken = (webhooks: readonly APIWebhook[]): readonly OwnWebhook[] =>
  webhooks
    .flatMap(({ id, token }) => (token === undefined ? [] : [{ id, token }]))
    .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
