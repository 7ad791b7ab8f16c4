import {
  type APIInteractionResponse,
  ChannelType,
  InteractionResponseType,
  type MessageComponentInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { Form } from '../../chat/form.ts';
import type { AnswerMode } from '../../chat/interaction.ts';
import type { Message } from '../../chat/message.ts';
import type { FormResponder } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import { apiCodeOf } from './errors.ts';
import { answerFirst } from './first-answer.ts';
import { type AnswerableInteraction, localeOf } from './incoming.ts';
import type { PayloadSource } from './payload.ts';
import { PrivateAnswer } from './private-answer.ts';
import { renderForm } from './render-form.ts';

export interface AnswerOptions {
  readonly payloads: PayloadSource;
  readonly log: Log;
  /** Language for people whose own the bot doesn't speak. */
  readonly locale: 'fr' | 'en';
}

/** The first acknowledgement to Discord, which fixes where the answer goes. */
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
  readonly #answer: PrivateAnswer;
  readonly #log: Log;
  readonly #locale: 'fr' | 'en';
  readonly #since = performance.now();
  #opened: Opened = 'nothing';
  #answered = false;

  constructor(interaction: AnswerableInteraction, { payloads, log, locale }: AnswerOptions) {
    this.#interaction = interaction;
    this.#answer = new PrivateAnswer(interaction, payloads);
    this.#log = log;
    this.#locale = localeOf(interaction.locale) ?? locale;
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

  standsIn(): readonly string[] {
    const interaction = this.#interaction;
    const message = interaction.isMessageComponent() || interaction.isModalSubmit() ? interaction.message : null;
    const replaced = message && this.#opened !== 'private-reply' ? [message.id] : [];
    return [...replaced, ...this.#answer.ids];
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
      await this.#answer.say(message, locale, replaces);
    } catch (error) {
      this.#log.error('discord.answer-failed', error, { code: apiCodeOf(error) });
    }
  }

  async retire(message: Message, locale: 'fr' | 'en' = this.#locale): Promise<void> {
    try {
      await this.#answer.replace(message, locale);
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
      await this.#answer.withdraw();
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
