import { type APIMessage, MessageFlags, Routes } from 'discord.js';
import type { Message } from '../../chat/message.ts';
import { toDeliveryError } from './errors.ts';
import type { AnswerableInteraction } from './incoming.ts';
import { type MessagePayload, type PayloadSource, withoutRefusedUploads } from './payload.ts';

/** The answer to one interaction: messages that only the person who acted sees. Every method throws the API's errors. */
export class PrivateAnswer {
  readonly #interaction: AnswerableInteraction;
  readonly #payloads: PayloadSource;
  /** The address of each message of the answer. */
  readonly #said: `/webhooks/${string}/messages/${string}`[] = [];

  /** The ids of its messages, as far as Discord told them. */
  readonly ids: string[] = [];

  constructor(interaction: AnswerableInteraction, payloads: PayloadSource) {
    this.#interaction = interaction;
    this.#payloads = payloads;
  }

  /** Shows a message; where `replaces` is true, in the place of "…is thinking" or of the message with the control. */
  async say(message: Message, locale: 'fr' | 'en', replaces: boolean): Promise<void> {
    await withoutRefusedUploads(message, async (withheld) => {
      const [first, ...others] = await this.#payloadsOf(message, locale, withheld);
      if (!first) return;
      if (replaces) await this.#edit(first);
      for (const payload of replaces ? others : [first, ...others]) await this.#followUp(payload);
    });
  }

  /** Replaces what the answer said; messages that the new one doesn't need are deleted. */
  async replace(message: Message, locale: 'fr' | 'en'): Promise<void> {
    const payloads = await this.#payloadsOf(message, locale, new Set());
    for (const [index, route] of this.#said.entries()) {
      const { rest } = this.#interaction.client;
      const payload = payloads[index];
      if (payload) await rest.patch(route, { body: payload.body, files: payload.files, auth: false });
      else await rest.delete(route, { auth: false });
    }
  }

  /** Removes "…is thinking". */
  async withdraw(): Promise<void> {
    await this.#interaction.client.rest.delete(this.#original(), { auth: false });
  }

  #payloadsOf(
    message: Message,
    locale: 'fr' | 'en',
    withheld: ReadonlySet<string>,
  ): Promise<readonly MessagePayload[]> {
    const reader = { kind: 'answered', platform: 'discord', user: this.#interaction.user.id } as const;
    return this.#payloads.of(message, locale, { reader, withheld });
  }

  /** Edits an answer. Editing twice does no harm, so an edit whose answer is lost is made again once. */
  async #edit(payload: MessagePayload): Promise<void> {
    const { rest } = this.#interaction.client;
    const edit = (): Promise<unknown> =>
      rest.patch(this.#original(), { body: payload.body, files: payload.files, auth: false });
    const edited = await edit().catch((error: unknown) => {
      const { kind } = toDeliveryError(error).failure;
      if (kind !== 'ambiguous' && kind !== 'unavailable') throw error;
      return edit();
    });
    const { id } = (edited ?? {}) as Partial<APIMessage>;
    if (id !== undefined) this.ids.push(id);
    this.#said.push(this.#original());
  }

  async #followUp(payload: MessagePayload): Promise<void> {
    const { applicationId, token, client } = this.#interaction;
    const body = { ...payload.body, flags: payload.body.flags | MessageFlags.Ephemeral };
    const route = Routes.webhook(applicationId, token);
    const sent = await client.rest.post(route, { body, files: payload.files, auth: false });
    const { id } = sent as APIMessage;
    this.ids.push(id);
    this.#said.push(`${route}/messages/${id}`);
  }

  /** Returns the address of the first answer, as Discord documents it: the SDK's own route escapes the @. */
  #original(): `/webhooks/${string}/messages/@original` {
    const { applicationId, token } = this.#interaction;
    return `${Routes.webhook(applicationId, token)}/messages/@original`;
  }
}
