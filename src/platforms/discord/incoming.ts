import {
  type APIAttachment,
  type APIMessage,
  type Attachment,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Client,
  ComponentType,
  type Message as DiscordMessage,
  type Guild,
  GuildMember,
  type MessageComponentInteraction,
  type ModalData,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import { readAtMost, UNCOMPRESSED } from '../../chat/download.ts';
import type { RawValues } from '../../chat/form.ts';
import type { CommandDefinition, CommandOption } from '../../chat/interaction.ts';
import type { Place, PlatformUser } from '../../chat/place.ts';
import type { IncomingFile, IncomingMessage, IncomingValues } from '../../chat/platform.ts';
import { FIRST_LIST_ID } from './render-form.ts';
import { plainText } from './typed-text.ts';

type AnyInteraction =
  | AutocompleteInteraction
  | ChatInputCommandInteraction
  | MessageComponentInteraction
  | ModalSubmitInteraction;

type Values = Record<string, string | readonly string[] | readonly IncomingFile[]>;

/** A file somebody sent is gone from Discord's servers, or they can't be reached. */
class FileGone extends Error {}

/** Milliseconds a download may take. */
const DOWNLOAD = 60_000;

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

/** Chosen where only some of what there is could be suggested: the option is left open, and asked for then. */
export const MORE = '…';

export function commandValues(interaction: ChatInputCommandInteraction, options: readonly CommandOption[]): RawValues {
  const values: Record<string, string> = {};
  for (const option of options) {
    const given = interaction.options.get(option.name.fr);
    if (given?.value !== undefined && given.value !== '' && given.value !== MORE)
      values[option.field] = String(given.value);
  }
  return values;
}

/** What a modal was filled with, by field. What was left empty is left out. */
export function formValues(interaction: ModalSubmitInteraction): IncomingValues {
  const values: Values = {};
  for (const field of interaction.fields.fields.values()) {
    const value = fieldValue(field);
    if (value.length > 0) values[field.customId] = value;
  }
  return values;
}

function fieldValue(field: ModalData): string | readonly string[] | readonly IncomingFile[] {
  switch (field.type) {
    case ComponentType.TextInput:
      return field.value;
    case ComponentType.RadioGroup:
      return field.value ?? '';
    case ComponentType.Checkbox:
      return String(field.value);
    case ComponentType.FileUpload:
      return field.values.flatMap((id) => {
        const attachment = field.attachments.get(id);
        return attachment ? [incomingFile(attachment)] : [];
      });
    case ComponentType.CheckboxGroup:
      return field.values;
    default:
      return field.id >= FIRST_LIST_ID ? field.values : (field.values[0] ?? '');
  }
}

/** A message from the gateway. The server's name of its author comes with it there. */
export function incomingMessage(message: DiscordMessage, bot: string): IncomingMessage {
  return {
    id: message.id,
    user: {
      platform: 'discord',
      id: message.author.id,
      team: message.guildId,
      name: message.member?.displayName ?? message.author.displayName,
      locale: null,
      administrator: null,
    },
    place: placeOf(message.channelId),
    text: plainText(message.content, bot, {
      user: (id) =>
        message.mentions.members?.get(id)?.displayName ?? message.mentions.users.get(id)?.displayName ?? null,
      role: (id) => message.mentions.roles.get(id)?.name ?? null,
      channel: (id) => channelNameIn(message.client, id),
    }),
    files: message.attachments.map(incomingFile),
    direct: message.guildId === null,
    mentionsBot: calls(message.content, bot, message.guild && roleOf(message.guild)),
    ...(message.channel.isThread() && message.channel.ownerId === bot ? { inOwnThread: true } : {}),
  };
}

/** A message read back from a channel's history; `team` is the channel's server. */
export function historyMessage(message: APIMessage, team: string | null, client: Client<true>): IncomingMessage {
  const bot = client.user.id;
  // What stands in for Discord may leave these out.
  const sent: Partial<Pick<APIMessage, 'mentions' | 'attachments' | 'content'>> = message;
  const server = team === null ? undefined : client.guilds.cache.get(team);
  const mentioned = new Map((sent.mentions ?? []).map((user) => [user.id, user.global_name ?? user.username]));
  return {
    id: message.id,
    user: {
      platform: 'discord',
      id: message.author.id,
      team,
      name: message.author.global_name ?? message.author.username,
      locale: null,
      administrator: null,
    },
    place: placeOf(message.channel_id),
    text: plainText(sent.content ?? '', bot, {
      user: (id) => mentioned.get(id) ?? null,
      role: (id) => (team === null ? null : (client.guilds.cache.get(team)?.roles.cache.get(id)?.name ?? null)),
      channel: (id) => channelNameIn(client, id),
    }),
    files: (sent.attachments ?? []).map(incomingFile),
    direct: team === null,
    mentionsBot: calls(sent.content ?? '', bot, server ? roleOf(server) : null),
  };
}

/** Whether its words mention the bot, or the role that is its own: Discord names in a reply whom it replies to, too. */
function calls(content: string, bot: string, role: string | null): boolean {
  return (
    content.includes(`<@${bot}>`) ||
    content.includes(`<@!${bot}>`) ||
    (role !== null && content.includes(`<@&${role}>`))
  );
}

/** The role that Discord made for the bot when it came into this server; null where it made none. */
function roleOf({ roles, client }: Guild): string | null {
  return roles.botRoleFor(client.user)?.id ?? null;
}

function channelNameIn(client: Client, id: string): string | null {
  const channel = client.channels.cache.get(id);
  return channel && 'name' in channel ? channel.name : null;
}

function incomingFile(attachment: Attachment | APIAttachment): IncomingFile {
  const type = 'contentType' in attachment ? attachment.contentType : attachment.content_type;
  const name = 'name' in attachment ? attachment.name : attachment.filename;
  const { url, size } = attachment;
  return {
    name,
    type: type ?? 'application/octet-stream',
    size,
    source: url,
    fetch: (most) => fetchFile(url, most),
  };
}

/** By the address that Discord gave, which holds for a day. */
export async function fetchFile(url: string, most: number): Promise<Uint8Array> {
  const response = await fetch(url, { headers: UNCOMPRESSED, signal: AbortSignal.timeout(DOWNLOAD) }).catch(
    (cause: unknown) => {
      throw new FileGone('the file cannot be fetched', { cause });
    },
  );
  if (!response.ok) throw new FileGone(`the file is gone: ${response.status}`);
  return readAtMost(response, most);
}
