import {
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import { actionOf } from './action-ids.ts';
import { commandValues } from './command-values.ts';
import { formValues } from './form-values.ts';
import { type AnswerableInteraction, definitionOf, definitionOnMessage, placeOf, userOf } from './incoming.ts';
import { incomingMessage } from './receive-message.ts';
import { formOf } from './render-form.ts';
import { type AnswerOptions, InteractionResponder } from './responder.ts';
import { refOf } from './send.ts';
import { type SuggestOptions, suggest } from './suggestions.ts';

export type InteractionOptions = AnswerOptions & SuggestOptions;

/** Hands a command, a button or a form to the inbox, with a responder; offers suggestions while somebody types. */
export async function receiveInteraction(interaction: Interaction, options: InteractionOptions): Promise<void> {
  if (interaction.isAutocomplete()) return suggest(interaction, options);
  if (interaction.isChatInputCommand())
    return answering(interaction, options, (responder) => onCommand(interaction, responder, options));
  if (interaction.isMessageContextMenuCommand())
    return answering(interaction, options, (responder) => onMessageMenu(interaction, responder, options));
  if (interaction.isButton() || interaction.isStringSelectMenu())
    return answering(interaction, options, (responder) => onAction(interaction, responder, options));
  if (interaction.isModalSubmit())
    return answering(interaction, options, (responder) => onForm(interaction, responder, options));
}

async function answering(
  interaction: AnswerableInteraction,
  options: AnswerOptions,
  handle: (responder: InteractionResponder) => Promise<void>,
): Promise<void> {
  const responder = new InteractionResponder(interaction, options);
  try {
    await handle(responder);
  } finally {
    await responder.finish();
  }
}

async function onCommand(
  interaction: ChatInputCommandInteraction,
  responder: InteractionResponder,
  { commands, inbox, log }: InteractionOptions,
): Promise<void> {
  const definition = definitionOf(interaction, commands);
  // A client may still show a command of an earlier version for a while.
  if (!definition) return log.warn('discord.unknown-command', { command: interaction.commandId });
  await inbox.command(
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

async function onMessageMenu(
  interaction: MessageContextMenuCommandInteraction,
  responder: InteractionResponder,
  { commands, inbox, log }: InteractionOptions,
): Promise<void> {
  const definition = definitionOnMessage(interaction.commandName, commands);
  if (!definition) return log.warn('discord.unknown-command', { command: interaction.commandId });
  await inbox.command(
    {
      user: userOf(interaction),
      place: placeOf(interaction.channelId),
      path: definition.path.fr,
      values: {},
      text: '',
      said: incomingMessage(interaction.targetMessage, interaction.client.user.id).text,
      interaction: interaction.id,
    },
    responder,
  );
}

async function onAction(
  interaction: MessageComponentInteraction,
  responder: InteractionResponder,
  { inbox }: InteractionOptions,
): Promise<void> {
  const onlyForThem = interaction.message.flags.has(MessageFlags.Ephemeral);
  await inbox.action(
    {
      user: userOf(interaction),
      place: placeOf(interaction.channelId),
      action: actionOf(interaction.customId),
      interaction: interaction.id,
      at: interaction.id,
      choice: interaction.isStringSelectMenu() ? interaction.values : [],
      message: onlyForThem ? null : refOf(interaction.channelId, interaction.message.id),
      shownIn: interaction.message.id,
    },
    responder,
  );
}

async function onForm(
  interaction: ModalSubmitInteraction,
  responder: InteractionResponder,
  { inbox, log }: InteractionOptions,
): Promise<void> {
  const form = formOf(interaction.customId);
  if (form === null) return log.warn('discord.unknown-form', {});
  await inbox.form(
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
