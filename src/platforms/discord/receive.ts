import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Client,
  type Message as DiscordMessage,
  Events,
  GatewayDispatchEvents,
  type Interaction,
  type MessageComponentInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import { cut } from '../../chat/cut.ts';
import type { CommandDefinition, CommandOption } from '../../chat/interaction.ts';
import type { Option } from '../../chat/message.ts';
import type { Inbox, TeamMembership } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import type { PlatformText } from '../platform-text.ts';
import { actionOf } from './action-ids.ts';
import { commandValues, MORE } from './command-values.ts';
import { editedMessage } from './edited.ts';
import { apiCodeOf } from './errors.ts';
import { formValues } from './form-values.ts';
import { definitionOf, localeOf, placeOf, userOf } from './incoming.ts';
import { CHOICE_NAME, CHOICES, OPTION_VALUE } from './limits.ts';
import { oneLine } from './one-line.ts';
import type { PayloadSource } from './payload.ts';
import { incomingMessage } from './receive-message.ts';
import { formOf } from './render-form.ts';
import { type AnswerableInteraction, InteractionResponder } from './responder.ts';
import { refOf } from './send.ts';

export interface ReceiveOptions {
  readonly inbox: Inbox;
  readonly commands: readonly CommandDefinition[];
  readonly payloads: PayloadSource;
  readonly log: Log;
  readonly text: PlatformText;
  /** Language for people whose own the bot doesn't speak. */
  readonly locale: 'fr' | 'en';
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
  #open = true;

  constructor(options: ReceiveOptions) {
    this.#options = options;
  }

  listen(client: Client): void {
    client.on(Events.InteractionCreate, (interaction) =>
      this.#take('interaction', () => this.#interaction(interaction)),
    );
    client.on(Events.MessageCreate, (message) => {
      this.#take('message', () => this.#message(message));
      // A server's messages come in order. The bot's own are noted too: hearing one of them proves that the others were
      // heard.
      if (this.#open && message.guildId !== null) this.#options.inbox.heard?.(message.guildId, message.id);
    });
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

  async #interaction(interaction: Interaction): Promise<void> {
    if (interaction.isAutocomplete()) return this.#suggest(interaction);
    if (interaction.isChatInputCommand())
      return this.#answering(interaction, (responder) => this.#command(interaction, responder));
    if (interaction.isButton() || interaction.isStringSelectMenu()) {
      return this.#answering(interaction, (responder) => this.#action(interaction, responder));
    }
    if (interaction.isModalSubmit())
      return this.#answering(interaction, (responder) => this.#form(interaction, responder));
  }

  async #answering(
    interaction: AnswerableInteraction,
    handle: (responder: InteractionResponder) => Promise<void>,
  ): Promise<void> {
    const responder = new InteractionResponder(interaction, this.#options);
    try {
      await handle(responder);
    } finally {
      await responder.finish();
    }
  }

  async #command(interaction: ChatInputCommandInteraction, responder: InteractionResponder): Promise<void> {
    const definition = definitionOf(interaction, this.#options.commands);
    // A client may still show a command of an earlier version for a while.
    if (!definition) return this.#options.log.warn('discord.unknown-command', { command: interaction.commandId });
    await this.#options.inbox.command(
      {
        user: userOf(interaction),
        place: placeOf(interaction.channelId),
        path: definition.path.fr,
        values: commandValues(interaction, definition.options),
        text: '',
        interaction: interaction.id,
      },
      responder,
    );
  }

  async #action(interaction: MessageComponentInteraction, responder: InteractionResponder): Promise<void> {
    const onlyForThem = interaction.message.flags.has(MessageFlags.Ephemeral);
    await this.#options.inbox.action(
      {
        user: userOf(interaction),
        place: placeOf(interaction.channelId),
        action: actionOf(interaction.customId),
        interaction: interaction.id,
        at: interaction.id,
        choice: interaction.isStringSelectMenu() ? interaction.values : [],
        message: onlyForThem ? null : refOf(interaction.channelId, interaction.message.id),
      },
      responder,
    );
  }

  async #form(interaction: ModalSubmitInteraction, responder: InteractionResponder): Promise<void> {
    const form = formOf(interaction.customId);
    if (form === null) return this.#options.log.warn('discord.unknown-form', {});
    await this.#options.inbox.form(
      {
        user: userOf(interaction),
        place: placeOf(interaction.channelId ?? ''),
        interaction: interaction.id,
        at: interaction.id,
        form,
        values: formValues(interaction),
      },
      responder,
    );
  }

  async #suggest(interaction: AutocompleteInteraction): Promise<void> {
    const definition = definitionOf(interaction, this.#options.commands);
    const focused = interaction.options.getFocused(true);
    const option = definition?.options.find((candidate) => candidate.name.fr === focused.name);
    if (!definition || !option) return;
    const suggestions = await this.#options.inbox.suggest({
      user: userOf(interaction),
      place: placeOf(interaction.channelId),
      path: definition.path.fr,
      option: option.field,
      typed: String(focused.value),
    });
    if (suggestions === null) return;
    const choices = this.#choices(suggestions, option, localeOf(interaction.locale) ?? this.#options.locale);
    // The person has typed on meanwhile, or left: nobody waits for these suggestions.
    await interaction
      .respond(choices)
      .catch((error: unknown) => this.#options.log.debug('discord.suggestions-late', { code: apiCodeOf(error) }));
  }

  /** Returns as many choices as Discord shows; where there are more, the last one says so. */
  #choices(
    suggestions: readonly Option[],
    { listed }: CommandOption,
    locale: 'fr' | 'en',
  ): { readonly value: string; readonly name: string }[] {
    const all = suggestions.filter(({ value }) => value !== '' && value.length <= OPTION_VALUE);
    const fits = all.length <= CHOICES;
    const choices = (fits ? all : all.slice(0, CHOICES - 1)).map(({ value, label, description }) => ({
      value,
      name: cut(oneLine(description === undefined ? label : `${label} · ${description}`) || value, CHOICE_NAME),
    }));
    const key = listed ? 'platforms.discord.moreChoices' : 'platforms.discord.moreToType';
    const more = this.#options.text(locale, key, { count: all.length - choices.length });
    return fits ? choices : [...choices, { value: MORE, name: cut(more, CHOICE_NAME) }];
  }

  #membership({ guild_id: team, user }: GuildMemberTold, is: TeamMembership): void {
    this.#take('membership', async () => this.#options.inbox.membership?.({ team, user: user.id, is }));
  }

  async #message(message: DiscordMessage): Promise<void> {
    if (message.author.bot || message.webhookId !== null || message.system) return;
    const incoming = incomingMessage(message, message.client.user.id);
    const isEmpty = message.content === '' && incoming.files.length === 0;
    // Without the intent to read messages, all but direct ones and mentions come empty.
    const unreadable = isEmpty && !this.#options.readsMessages() && !incoming.direct && !incoming.mentionsBot;
    if (unreadable) await this.#options.inbox.message({ ...incoming, unreadable });
    else if (!isEmpty) await this.#options.inbox.message(incoming);
  }

  async #edit(told: unknown, client: Client): Promise<void> {
    const edited = client.isReady() ? editedMessage(told, client) : null;
    if (edited) await this.#options.inbox.message(edited);
  }
}
