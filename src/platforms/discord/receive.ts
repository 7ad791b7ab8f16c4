import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Client, type Message as DiscordMessage, Events, GatewayDispatchEvents } from 'discord.js';
import type { IncomingMessage, TeamMembership } from '../../chat/platform.ts';
import { editedMessage } from './edited.ts';
import { type InteractionOptions, receiveInteraction } from './receive-interaction.ts';
import { incomingMessage } from './receive-message.ts';
import { RelayReceiver } from './relaying/receive.ts';
import { wordsIn } from './relaying/said.ts';

export interface ReceiveOptions extends InteractionOptions {
  /** Whether messages typed in servers come with their text. */
  readonly readsMessages: () => boolean;
}

interface GuildMemberTold {
  readonly guild_id: string;
  readonly user: { readonly id: string };
}

/** Hands what people do in Discord to the inbox, and counts what is still being dealt with. */
export class Receiver {
  readonly #options: ReceiveOptions;
  readonly #begun = new Set<Promise<void>>();
  readonly #relayed: RelayReceiver | null = null;
  #open = true;

  constructor(options: ReceiveOptions) {
    this.#options = options;
    const { inbox, readsMessages, text, locale } = options;
    if (inbox.relay) {
      this.#relayed = new RelayReceiver({
        intake: inbox.relay,
        readsMessages,
        words: wordsIn(text, locale),
        begin: (work) => this.#take('relay', work),
      });
    }
  }

  listen(client: Client): void {
    client.on(Events.InteractionCreate, (interaction) =>
      this.#take('interaction', () => receiveInteraction(interaction, this.#options)),
    );
    // Before the client deals with a message itself: what is relayed has been handed in when all before is said to be.
    this.#relayed?.listen(client);
    client.on(Events.MessageCreate, (message) => this.#take('message', () => this.#message(message)));
    // The client itself only emits changes of messages in its cache.
    client.ws.on(GatewayDispatchEvents.MessageUpdate, (told) => this.#take('edit', () => this.#edit(told, client)));
    // The client itself only emits changes of members in its cache.
    client.ws.on(GatewayDispatchEvents.GuildMemberRemove, (told) => this.#membership(told, 'gone'));
    client.ws.on(GatewayDispatchEvents.GuildMemberAdd, (told) => this.#membership(told, 'member'));
  }

  get inFlight(): number {
    return this.#begun.size;
  }

  /** Stops accepting events; resolves when those already begun are done. */
  async close(): Promise<void> {
    this.#open = false;
    while (this.#begun.size > 0) await Promise.all(this.#begun);
  }

  #take(what: string, handle: () => Promise<void>): void {
    if (!this.#open) return;
    const done = handle()
      .catch((error: unknown) => this.#options.log.error('discord.inbox-failed', error, { what }))
      .finally(() => this.#begun.delete(done));
    this.#begun.add(done);
  }

  #membership({ guild_id: team, user }: GuildMemberTold, is: TeamMembership): void {
    this.#take('membership', async () => this.#options.inbox.membership?.({ team, user: user.id, is }));
  }

  async #message(message: DiscordMessage): Promise<void> {
    const said = this.#saidIn(message);
    await this.#relayFirst();
    const taken = said && this.#options.inbox.message(said);
    // A server's messages come in order, and each has been handed in when it is said to be heard. The bot's own are noted
    // too: hearing one of them proves that the others were heard.
    if (message.guildId !== null) this.#options.inbox.heard?.(message.guildId, message.id);
    await taken;
  }

  /** Returns what somebody said; null where nobody said anything. */
  #saidIn(message: DiscordMessage): IncomingMessage | null {
    if (message.author.bot || message.webhookId !== null || message.system) return null;
    const incoming = incomingMessage(message, message.client.user.id);
    const isEmpty = message.content === '' && incoming.files.length === 0;
    // Without the intent to read messages, all but direct ones and mentions come empty.
    const unreadable = isEmpty && !this.#options.readsMessages() && !incoming.direct && !incoming.mentionsBot;
    if (unreadable) return { ...incoming, unreadable };
    return isEmpty ? null : incoming;
  }

  async #edit(told: unknown, client: Client): Promise<void> {
    const edited = client.isReady() ? editedMessage(told, client) : null;
    if (!edited) return;
    await this.#relayFirst();
    await this.#options.inbox.message(edited);
  }

  /** The relay asks the database first: people wait for a copy, and nobody for whether a message was meant for the bot. */
  async #relayFirst(): Promise<void> {
    if (this.#relayed) await nextTurn();
  }
}
