import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  GuildMember,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import type { CommandDefinition } from '../../chat/interaction.ts';
import type { Place, PlatformUser } from '../../chat/place.ts';

export type AnswerableInteraction =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | MessageComponentInteraction
  | ModalSubmitInteraction;

type AnyInteraction = AutocompleteInteraction | AnswerableInteraction;

export const placeOf = (channel: string): Place => ({ platform: 'discord', channel, thread: null });

export function userOf(interaction: AnyInteraction): PlatformUser {
  const { member, user } = interaction;
  const nickname = member instanceof GuildMember ? member.displayName : member?.nick;
  return {
    platform: 'discord',
    id: user.id,
    team: interaction.guildId,
    name: nickname ?? user.displayName,
    locale: localeOf(interaction.locale),
    administrator: interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? null,
  };
}

/**
 * Returns the language of an interaction; null for one the bot doesn't speak. Discord always names it; servers that
 * stand in for it may not.
 */
export function localeOf(locale: string | undefined): 'fr' | 'en' | null {
  return locale?.startsWith('fr') ? 'fr' : locale?.startsWith('en') ? 'en' : null;
}

/** Returns the definition with these French words: Discord gives the French names, whichever language was typed. */
export function definitionOf(
  interaction: ChatInputCommandInteraction | AutocompleteInteraction,
  commands: readonly CommandDefinition[],
): CommandDefinition | null {
  const subcommand = interaction.options.getSubcommand(false);
  const path = [interaction.commandName, ...(subcommand === null ? [] : [subcommand])].join(' ');
  return commands.find((command) => command.path.fr.join(' ') === path) ?? null;
}

/** Returns the command that has this entry in the menu of a message: Discord gives the French name here too. */
export function definitionOnMessage(name: string, commands: readonly CommandDefinition[]): CommandDefinition | null {
  return commands.find((command) => command.onMessage?.fr === name) ?? null;
}
