import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  GuildMember,
  type MessageComponentInteraction,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import type { CommandDefinition } from '../../chat/interaction.ts';
import type { Place, PlatformUser } from '../../chat/place.ts';

type AnyInteraction =
  | AutocompleteInteraction
  | ChatInputCommandInteraction
  | MessageComponentInteraction
  | ModalSubmitInteraction;

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

/** Discord tells it with every interaction; what stands in for Discord may not. */
export function localeOf(locale: string | undefined): 'fr' | 'en' | null {
  return locale?.startsWith('fr') ? 'fr' : locale?.startsWith('en') ? 'en' : null;
}

/** The definition whose French words these are: those are the names Discord tells, whichever language was typed. */
export function definitionOf(
  interaction: ChatInputCommandInteraction | AutocompleteInteraction,
  commands: readonly CommandDefinition[],
): CommandDefinition | null {
  const subcommand = interaction.options.getSubcommand(false);
  const path = [interaction.commandName, ...(subcommand === null ? [] : [subcommand])].join(' ');
  return commands.find((command) => command.path.fr.join(' ') === path) ?? null;
}
