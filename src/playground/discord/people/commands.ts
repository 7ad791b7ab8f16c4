import type { LocalPlatform, SeenOption } from '../../local-platform.ts';
import type { DiscordCore } from '../core.ts';
import { numberOf, objectOf, objectsOf, stringsOf, textOf, type WireObject } from '../json.ts';
import { guildPermissions } from '../model/permissions.ts';
import type { Channel, DiscordCommand, Guild } from '../model/types.ts';

/** The type of a command in the menu of a message. */
export const ON_MESSAGE = 3;

type ListedCommand = ReturnType<LocalPlatform['commands']>[number];

const kinds: Readonly<Record<number, string>> = {
  3: 'string',
  4: 'integer',
  5: 'boolean',
  6: 'user',
  7: 'channel',
  8: 'role',
  9: 'mentionable',
  10: 'number',
  11: 'attachment',
};

/** A command that can be typed: a command itself, or one of its subcommands. */
export interface Typeable {
  readonly command: DiscordCommand;
  /** The subcommand group and the subcommand, outermost first; empty for a plain command. */
  readonly path: readonly WireObject[];
  readonly options: readonly WireObject[];
}

/** Returns the commands that a person can type in a channel, or anywhere in their guilds when no channel is given. */
export function typeableCommands(core: DiscordCore, userId: string, channel: Channel | null): readonly Typeable[] {
  return usableCommands(core, userId, channel)
    .filter((command) => numberOf(command.data.type, 1) === 1)
    .flatMap(flatten);
}

/** Returns the commands of every kind that a person can use in a channel, or anywhere when no channel is given. */
function usableCommands(core: DiscordCore, userId: string, channel: Channel | null): readonly DiscordCommand[] {
  const guilds = [...core.world.guilds.values()].filter(
    (guild) => guild.members.has(userId) && (channel === null || channel.guildId === guild.id),
  );
  const global = (core.world.commands.get('global') ?? []).filter((command) => worksIn(command, channel));
  const own = guilds.flatMap((guild) =>
    (core.world.commands.get(guild.id) ?? []).filter((command) => mayUse(guild, userId, command)),
  );
  const everywhere = global.filter(
    (command) => guilds.length === 0 || guilds.some((guild) => mayUse(guild, userId, command)),
  );
  return [...own, ...everywhere];
}

/** Returns the names of the entries in the menu of a message, as the person reads them. */
export function listEntriesOnMessages(core: DiscordCore, userId: string): readonly string[] {
  const { locale } = core.world.user(userId);
  return usableCommands(core, userId, null)
    .filter(({ data }) => numberOf(data.type, 1) === ON_MESSAGE)
    .map(({ data }) => localName(data, locale));
}

function worksIn(command: DiscordCommand, channel: Channel | null): boolean {
  if (channel === null) return true;
  const direct = channel.guildId === null;
  const contexts = command.data.contexts;
  if (Array.isArray(contexts)) return contexts.map(Number).includes(direct ? 1 : 0);
  return !direct || command.data.dm_permission !== false;
}

function mayUse(guild: Guild, userId: string, command: DiscordCommand): boolean {
  const needed = command.data.default_member_permissions;
  const member = guild.members.get(userId);
  if (!member) return false;
  if (needed === undefined || needed === null) return true;
  const bits = BigInt(String(needed));
  const granted = guildPermissions(guild, member);
  // "0" hides a command from everyone but administrators.
  return bits === 0n ? (granted & 8n) !== 0n : (granted & bits) === bits;
}

function flatten(command: DiscordCommand): Typeable[] {
  const walk = (item: WireObject, path: readonly WireObject[]): Typeable[] => {
    const options = objectsOf(item.options);
    const nested = options.filter((option) => option.type === 1 || option.type === 2);
    if (nested.length === 0) return [{ command, path, options }];
    return nested.flatMap((option) => walk(option, [...path, option]));
  };
  return walk(command.data, []);
}

export function listCommands(core: DiscordCore, userId: string): readonly ListedCommand[] {
  const { locale } = core.world.user(userId);
  return typeableCommands(core, userId, null).map(({ command, path, options }) => ({
    path: `/${[command.data, ...path].map((item) => localName(item, locale)).join(' ')}`,
    description: localText(path.at(-1) ?? command.data, 'description', locale),
    options: options.map((option) => ({
      name: localName(option, locale),
      description: localText(option, 'description', locale),
      required: option.required === true,
      kind: kinds[numberOf(option.type, 3)] ?? 'string',
      choices: objectsOf(option.choices).map((choice) => seenChoice(choice, locale)),
      autocomplete: option.autocomplete === true,
    })),
  }));
}

export const seenChoice = (choice: WireObject, locale: string): SeenOption => ({
  value: String(choice.value),
  label: localName(choice, locale),
});

export const localName = (item: WireObject, locale: string): string => localText(item, 'name', locale);

function localText(item: WireObject, key: string, locale: string): string {
  const localized = objectOf(item[`${key}_localizations`]);
  const alternative = locale === 'en-GB' ? localized['en-US'] : undefined;
  return textOf(localized[locale], textOf(alternative, textOf(item[key])));
}

/** Returns all names of an item, in every language. */
export const namesOf = (item: WireObject): readonly string[] => [
  ...new Set(
    [textOf(item.name), ...stringsOf(Object.values(objectOf(item.name_localizations)))].map((name) =>
      name.toLowerCase(),
    ),
  ),
];
