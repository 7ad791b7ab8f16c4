import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  type Client,
  DiscordAPIError,
  InteractionContextType,
  type LocalizationMap,
  type REST,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import type { CommandDefinition, CommandOption } from '../../chat/interaction.ts';
import { StartError } from '../../chat/platform.ts';
import { sameCommands } from './command-comparison.ts';
import { isNotFound, toDeliveryError } from './errors.ts';
import {
  CHOICES,
  COMMAND_DESCRIPTION,
  COMMAND_NAME,
  COMMAND_OPTIONS,
  COMMAND_STRING,
  COMMAND_TEXT,
  COMMANDS,
  MENU_NAME,
} from './limits.ts';
import type { DiscordOptions } from './options.ts';

export type CommandBody =
  | RESTPostAPIChatInputApplicationCommandsJSONBody
  | RESTPostAPIContextMenuApplicationCommandsJSONBody;
type Words = { readonly fr: string; readonly en: string };

/** Servers that the bot was added to, and direct conversations with it. */
const everywhere = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

/**
 * Returns a function that registers the commands once the bot is connected. Throws at once for a command that Discord would
 * refuse; the function throws StartError for those that Discord refuses all the same.
 */
export function registerAtStart({
  commands,
  log,
  text,
  locale,
}: DiscordOptions): (client: Client<true>) => Promise<void> {
  const bodies = commandBodies(commands, (name) => ({
    fr: text('fr', 'platforms.discord.group', { name: name.fr }),
    en: text('en', 'platforms.discord.group', { name: name.en }),
  }));
  return async (client) => {
    try {
      log.info('discord.commands', { result: await registerCommands(client.rest, client.application.id, bodies) });
    } catch (error) {
      // Commands that are registered already still work, and the next start tries again.
      const isRefused = error instanceof DiscordAPIError && toDeliveryError(error).failure.kind === 'refused';
      if (!isRefused || isNotFound(error)) return log.error('discord.commands-not-registered', error);
      const words = text(locale, 'platforms.discord.start.commands', { code: String(error.code) });
      throw new StartError(words, { cause: error });
    }
  };
}

/** Registers the commands for every server and direct conversation, unless they already are registered so. */
async function registerCommands(
  rest: REST,
  applicationId: string,
  wanted: readonly CommandBody[],
): Promise<'changed' | 'unchanged'> {
  const route = Routes.applicationCommands(applicationId);
  const query = new URLSearchParams({ with_localizations: 'true' });
  const registered = await rest.get(route, { query }).catch((error: unknown) => {
    // Discord doesn't know the application's commands: they are registered anew.
    if (isNotFound(error)) return null;
    throw error;
  });
  if (sameCommands(registered, wanted)) return 'unchanged';
  await rest.put(route, { body: wanted });
  return 'changed';
}

/**
 * Returns the JSON of the commands. The name is the French one, so Discord returns it whichever language was typed;
 * people with an English client see and type the English one. Throws for what Discord would refuse: a bug, found at
 * start-up.
 */
export function commandBodies(
  definitions: readonly CommandDefinition[],
  groupDescription: (name: Words) => Words,
): readonly CommandBody[] {
  const groups = new Map<string, CommandDefinition[]>();
  for (const definition of definitions) {
    const name = definition.path.fr[0] ?? '';
    groups.set(name, [...(groups.get(name) ?? []), definition]);
  }
  if (groups.size > COMMANDS) throw new Error(`Discord takes ${COMMANDS} commands, not ${groups.size}`);
  return [
    ...[...groups.values()].map((members) => commandBody(members, groupDescription)),
    ...definitions.flatMap(({ onMessage }) => (onMessage ? [messageMenuBody(onMessage)] : [])),
  ];
}

/** Returns a command's entry in the menu of a message. */
function messageMenuBody(name: Words): RESTPostAPIContextMenuApplicationCommandsJSONBody {
  for (const words of [name.fr, name.en]) {
    if (words === '' || words.length > MENU_NAME) throw new Error(`"${words}" is too long for the menu of a message`);
  }
  return {
    type: ApplicationCommandType.Message,
    name: name.fr,
    name_localizations: localized(name),
    ...everywhere,
  };
}

function commandBody(members: readonly CommandDefinition[], groupDescription: (name: Words) => Words): CommandBody {
  const [first] = members;
  if (!first) throw new Error('a command without a definition');
  const name = wordOf(first, 0);
  const single = first.path.fr.length === 1;
  if (single && members.length > 1) throw new Error(`/${name.fr} can't be a command and hold others`);
  if (members.some((member) => member.path.en[0] !== name.en)) throw new Error(`/${name.fr} has several English names`);
  if (!single && members.length > COMMAND_OPTIONS)
    throw new Error(`/${name.fr} holds more than ${COMMAND_OPTIONS} commands`);
  const body: RESTPostAPIChatInputApplicationCommandsJSONBody = {
    type: ApplicationCommandType.ChatInput,
    ...named(name),
    ...described(single ? first.description : groupDescription(name)),
    options: single ? optionsOf(first) : members.map(subcommand),
    ...everywhere,
  };
  const length = textLength(body);
  if (length > COMMAND_TEXT)
    throw new Error(`/${name.fr} has ${length} characters of text, Discord takes ${COMMAND_TEXT}`);
  return body;
}

function subcommand(definition: CommandDefinition): APIApplicationCommandSubcommandOption {
  if (definition.path.fr.length !== 2) throw new Error(`/${definition.path.fr.join(' ')} must have one or two words`);
  return {
    type: ApplicationCommandOptionType.Subcommand,
    ...named(wordOf(definition, 1)),
    ...described(definition.description),
    options: optionsOf(definition),
  };
}

function optionsOf(definition: CommandDefinition): APIApplicationCommandBasicOption[] {
  // A form asks for missing values, so an option is only required where no form can open.
  const options = definition.options.map((option) =>
    optionBody(option, definition.form === 'never' && option.required),
  );
  if (options.length > COMMAND_OPTIONS) throw new Error(`/${definition.path.fr.join(' ')} has too many options`);
  return [...options.filter((option) => option.required), ...options.filter((option) => !option.required)];
}

function optionBody(option: CommandOption, required: boolean): APIApplicationCommandBasicOption {
  const base = { ...named(option.name), ...described(option.description), required };
  switch (option.kind) {
    case 'text':
      return {
        type: ApplicationCommandOptionType.String,
        ...base,
        min_length: 1,
        max_length: Math.min(option.max ?? COMMAND_STRING, COMMAND_STRING),
        ...(option.suggests ? { autocomplete: true as const } : {}),
      };
    case 'choice':
      if (option.choices.length > CHOICES || option.choices.length === 0) {
        throw new Error(`the option ${option.name.fr} has ${option.choices.length} choices`);
      }
      return {
        type: ApplicationCommandOptionType.String,
        ...base,
        choices: option.choices.map(({ value, label }) => ({
          name: label.fr,
          name_localizations: localized(label),
          value,
        })),
      };
    case 'person':
      return { type: ApplicationCommandOptionType.User, ...base };
    case 'channel':
      return {
        type: ApplicationCommandOptionType.Channel,
        ...base,
        channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
      };
  }
}

const namePattern = /^[-_\p{L}\p{N}]+$/u;

function named(name: Words): { name: string; name_localizations: LocalizationMap } {
  for (const word of [name.fr, name.en]) {
    if (!namePattern.test(word) || word !== word.toLowerCase() || word.length > COMMAND_NAME) {
      throw new Error(`Discord refuses the name "${word}"`);
    }
  }
  return { name: name.fr, name_localizations: localized(name) };
}

function described(words: Words): { description: string; description_localizations: LocalizationMap } {
  for (const text of [words.fr, words.en]) {
    if (text === '' || text.length > COMMAND_DESCRIPTION) throw new Error(`Discord refuses the description "${text}"`);
  }
  return { description: words.fr, description_localizations: localized(words) };
}

const localized = (words: Words): LocalizationMap => ({ fr: words.fr, 'en-GB': words.en, 'en-US': words.en });

function wordOf(definition: CommandDefinition, index: number): Words {
  const { fr, en } = definition.path;
  return { fr: fr[index] ?? '', en: en[index] ?? '' };
}

/** Returns the characters of names, descriptions and values, as Discord counts them: the longest language of each. */
function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textLength(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const entries = new Map<string, unknown>(Object.entries(value));
  const longest = (key: string): number => {
    const translations = Object.values(entries.get(`${key}_localizations`) ?? {});
    return [entries.get(key), ...translations].reduce<number>(
      (most, text) => (typeof text === 'string' ? Math.max(most, text.length) : most),
      0,
    );
  };
  return (
    longest('name') +
    longest('description') +
    longest('value') +
    textLength(entries.get('options')) +
    textLength(entries.get('choices'))
  );
}
