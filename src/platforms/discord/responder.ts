import {
  type APIInteractionResponse,
  type APIMessage,
  ChannelType,
  type ChatInputCommandInteraction,
  InteractionResponseType,
  type MessageComponentInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  Routes,
} from 'discord.js';
import type { Form } from '../../chat/form.ts';
import type { AnswerMode } from '../../chat/interaction.ts';
import type { Message } from '../../chat/message.ts';
import type { FormResponder } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import { apiCodeOf, toDeliveryError } from './errors.ts';
import { answerFirst } from './first-answer.ts';
import { localeOf } from './incoming.ts';
import { type MessagePayload, type PayloadSource, withoutRefusedUploads } from './payload.ts';
import { renderForm } from './render-form.ts';

export type AnswerableInteraction = ChatInputCommandInteraction | MessageComponentInteraction | ModalSubmitInteraction;

/** How Discord was first acknowledged, which fixes where the answer goes. */
type Opened =
  | 'nothing'
  /** "…is thinking" is shown to this person only; the answer replaces it. */
  | 'private-reply'
  /** The answer replaces the message that held the control. */
  | 'update'
  /** Nothing is shown; an answer, if one comes after all, is a message of its own. */
  | 'unseen'
  | 'form'
  /** Discord took no acknowledgement: it came too late. */
  | 'lost';

/**
 * Answers one interaction. An answer that Discord no longer takes is logged and dropped: the operation has been done
 * all the same, and the person can look.
 */
export class InteractionResponder implements FormResponder {
  readonly #interaction: AnswerableInteraction;
  readonly #payloads: PayloadSource;
  readonly #log: Log;
  readonly #locale: 'fr' | 'en';
  readonly #since = performance.now();
  #opened: Opened = 'nothing';
  #answered = false;
  /** The address of each message of the answer. */
  readonly #said: `/webhooks/${string}/messages/${string}`[] = [];

  constructor(
    interaction: AnswerableInteraction,
    options: { readonly payloads: PayloadSource; readonly log: Log; readonly locale: 'fr' | 'en' },
  ) {
    this.#interaction = interaction;
    this.#payloads = options.payloads;
    this.#log = options.log;
    this.#locale = localeOf(interaction.locale) ?? options.locale;
  }

  async acknowledge(mode: AnswerMode): Promise<void> {
    const interaction = this.#interaction;
    const onMessage = interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage());
    if (onMessage && (mode === 'silent' || (mode === 'update' && isPrivate(interaction)))) {
      const type = InteractionResponseType.DeferredMessageUpdate;
      await this.#open(mode === 'silent' ? 'unseen' : 'update', { type });
      return;
    }
    const type = InteractionResponseType.DeferredChannelMessageWithSource;
    await this.#open('private-reply', { type, data: { flags: MessageFlags.Ephemeral } });
  }

  async openForm(form: Form): Promise<void> {
    const interaction = this.#interaction;
    if (interaction.isModalSubmit()) throw new Error('no form can open in answer to a form');
    await this.#open('form', { type: InteractionResponseType.Modal, data: renderForm(form) });
  }

  async refuse(): Promise<void> {
    throw new Error('a submitted form cannot stay open');
  }

  answer(message: Message, locale: 'fr' | 'en' = this.#locale): Promise<void> {
    return this.#say(message, locale, this.#opened === 'private-reply' || this.#opened === 'update');
  }

  aside(message: Message, locale: 'fr' | 'en' = this.#locale): Promise<void> {
    // "…is thinking" is nothing that could be lost.
    return this.#say(message, locale, this.#opened === 'private-reply');
  }

  async #say(message: Message, locale: 'fr' | 'en', replaces: boolean): Promise<void> {
    this.#answered = true;
    if (this.#opened === 'lost') return;
    try {
      await withoutRefusedUploads(message, (withheld) => this.#send(message, locale, replaces, withheld));
    } catch (error) {
      this.#log.error('discord.answer-failed', error, { code: apiCodeOf(error) });
    }
  }

  async retire(message: Message, locale: 'fr' | 'en' = this.#locale): Promise<void> {
    const reader = { kind: 'answered', platform: 'discord', user: this.#interaction.user.id } as const;
    try {
      const payloads = await this.#payloads.of(message, locale, { reader, withheld: new Set() });
      for (const [index, route] of this.#said.entries()) {
        const { rest } = this.#interaction.client;
        const payload = payloads[index];
        if (payload) await rest.patch(route, { body: payload.body, files: payload.files, auth: false });
        else await rest.delete(route, { auth: false });
      }
    } catch (error) {
      // Discord lets an answer be changed for a quarter of an hour.
      this.#log.debug('discord.answer-stays', { code: apiCodeOf(error) });
    }
  }

  /**
   * Does nothing: it is the same interaction, which has been answered already, and a second acknowledgement would get
   * in the way.
   */
  async drop(): Promise<void> {}

  /** Ends the interaction once everything is done: no "…is thinking" may stay behind. */
  async finish(): Promise<void> {
    if (this.#opened !== 'private-reply' || this.#answered) return;
    try {
      await this.#interaction.client.rest.delete(this.#original(), { auth: false });
    } catch (error) {
      this.#log.warn('discord.reply-not-removed', { code: apiCodeOf(error) });
    }
  }

  async #open(opened: Opened, answer: APIInteractionResponse): Promise<void> {
    if (this.#opened !== 'nothing') throw new Error('an interaction is answered once');
    this.#opened = opened;
    const { client, id, token } = this.#interaction;
    try {
      await answerFirst({ rest: client.rest, id, token, since: this.#since }, answer);
    } catch (error) {
      this.#opened = 'lost';
      this.#log.error('discord.acknowledge-failed', error, { as: opened, code: apiCodeOf(error) });
    }
  }

  async #send(message: Message, locale: 'fr' | 'en', replaces: boolean, withheld: ReadonlySet<string>): Promise<void> {
    const reader = { kind: 'answered', platform: 'discord', user: this.#interaction.user.id } as const;
    const [first, ...others] = await this.#payloads.of(message, locale, { reader, withheld });
    if (!first) return;
    if (replaces) await this.#edit(first);
    for (const payload of replaces ? others : [first, ...others]) await this.#followUp(payload);
  }

  /** Edits an answer. Editing twice does no harm, so an edit whose answer is lost is made again once. */
  async #edit(payload: MessagePayload): Promise<void> {
    const { rest } = this.#interaction.client;
    const edit = (): Promise<unknown> =>
      rest.patch(this.#original(), { body: payload.body, files: payload.files, auth: false });
    await edit().catch((error: unknown) => {
      const { kind } = toDeliveryError(error).failure;
      if (kind !== 'ambiguous' && kind !== 'unavailable') throw error;
      return edit();
    });
    this.#said.push(this.#original());
  }

  /** Returns the address of the first answer, as Discord documents it: the SDK's own route escapes the @. */
  #original(): `/webhooks/${string}/messages/@original` {
    const { applicationId, token } = this.#interaction;
    return `${Routes.webhook(applicationId, token)}/messages/@original`;
  }

  async #followUp(payload: MessagePayload): Promise<void> {
    const { applicationId, token, client } = this.#interaction;
    const body = { ...payload.body, flags: payload.body.flags | MessageFlags.Ephemeral };
    const route = Routes.webhook(applicationId, token);
    const sent = await client.rest.post(route, { body, files: payload.files, auth: false });
    this.#said.push(`${route}/messages/${(sent as APIMessage).id}`);
  }
}

/**
 * Returns whether only this person sees the message that held the control. In a channel, an answer to one person must
 * not replace what everybody reads.
 */
function isPrivate(interaction: MessageComponentInteraction | ModalSubmitInteraction): boolean {
  if (interaction.guildId === null) return true;
  if (interaction.message?.flags.has(MessageFlags.Ephemeral)) return true;
  return interaction.channel?.type === ChannelType.PrivateThread;
}
