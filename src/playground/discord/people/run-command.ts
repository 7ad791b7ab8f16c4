import { type FieldInput, PlatformRefusal, type SeenOption, type SeenPlace } from '../../local-platform.ts';
import { deliverInteraction, interactionType } from '../actions/interactions.ts';
import type { DiscordCore } from '../core.ts';
import { textOf, type WireObject } from '../json.ts';
import { may } from '../model/access.ts';
import type { Channel } from '../model/types.ts';
import { readCommandLine } from './command-line.ts';
import { type OptionContext, optionJson, optionType, refuseOption } from './command-options.ts';
import { namesOf, seenChoice, type Typeable } from './commands.ts';
import { placeFor } from './places.ts';
import { inWords } from './reader.ts';
import { Resolved } from './resolved.ts';

/** Types a slash command and sends it, as a person does. */
export async function runCommand(
  core: DiscordCore,
  userId: string,
  place: SeenPlace,
  text: string,
  extra: Readonly<Record<string, FieldInput>>,
): Promise<void> {
  const channel = commandPlace(core, userId, place);
  const { target, values } = readCommandLine(core, userId, channel, text);
  const given = new Map<WireObject, FieldInput>(values);
  for (const [name, input] of Object.entries(extra)) given.set(optionNamed(target, name), input);
  const resolved = new Resolved(core, userId, channel);
  const context: OptionContext = { core, userId, channel, resolved };
  const missing = target.options.find((option) => option.required === true && !given.has(option));
  if (missing) throw refuseOption(context, missing, 'cette option est obligatoire.', 'this option is required.');
  const options = target.options.flatMap((option) => {
    const input = given.get(option);
    return input === undefined ? [] : [optionJson(context, option, input)];
  });
  const { outcome } = deliverInteraction(core, {
    type: interactionType.command,
    userId,
    channel,
    commandName: textOf(target.command.data.name),
    data: { ...commandData(target, channel, options), ...resolved.json() },
  });
  if ((await outcome) === 'expired')
    throw new PlatformRefusal(inWords(core, userId, "L'application ne répond plus", 'The application did not respond'));
}

/** Returns the bot's suggestions while an option is being typed. */
export async function suggestionsFor(
  core: DiscordCore,
  userId: string,
  place: SeenPlace,
  command: string,
  optionName: string,
  typed: string,
): Promise<readonly SeenOption[]> {
  const channel = commandPlace(core, userId, place);
  const { target, values } = readCommandLine(core, userId, channel, command);
  const focused = optionNamed(target, optionName);
  if (focused.autocomplete !== true) return [];
  const filled = target.options.flatMap((option): WireObject[] => {
    if (option === focused) return [{ name: option.name, type: option.type, value: typed, focused: true }];
    const value = values.get(option);
    return value === undefined ? [] : [{ name: option.name, type: option.type, value: partial(option, value) }];
  });
  const { interaction, outcome } = deliverInteraction(core, {
    type: interactionType.autocomplete,
    userId,
    channel,
    commandName: textOf(target.command.data.name),
    data: commandData(target, channel, filled),
  });
  if ((await outcome) === 'expired')
    throw new PlatformRefusal(inWords(core, userId, 'Échec du chargement des options', 'Loading options failed'));
  const { locale } = core.world.user(userId);
  return interaction.choices.map((choice) => seenChoice(choice, locale));
}

/** Returns the value of another option as it stands, converted where it already can be. */
function partial(option: WireObject, value: string): unknown {
  const numeric = option.type === optionType.integer || option.type === optionType.number;
  return numeric && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
}

function commandPlace(core: DiscordCore, userId: string, place: SeenPlace): Channel {
  const channel = placeFor(core, userId, place);
  if (!may(core.world, userId, channel, 'UseApplicationCommands')) {
    throw new PlatformRefusal(
      inWords(
        core,
        userId,
        "Tu ne peux pas utiliser de commandes d'application ici.",
        'You cannot use application commands here.',
      ),
    );
  }
  return channel;
}

function optionNamed(target: Typeable, name: string): WireObject {
  const option = target.options.find((candidate) => namesOf(candidate).includes(name.toLowerCase()));
  if (!option)
    throw new PlatformRefusal(
      `No option ${name} (${target.options.map((candidate) => String(candidate.name)).join(', ')})`,
    );
  return option;
}

function commandData(target: Typeable, channel: Channel, options: readonly WireObject[]): WireObject {
  const { command, path } = target;
  const nested = path.reduceRight<readonly WireObject[]>(
    (inner, item) => [{ name: item.name, type: item.type, options: inner }],
    options,
  );
  return {
    id: command.id,
    name: command.data.name,
    type: 1,
    options: nested,
    ...(command.guildId !== null && channel.guildId !== null ? { guild_id: channel.guildId } : {}),
  };
}
