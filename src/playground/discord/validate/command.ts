import { listOf, numberOf, objectOf, objectsOf, textOf, type WireObject } from '../json.ts';
import { checkCommandOptions } from './command-options.ts';
import { checkMenuName, checkNaming } from './command-words.ts';
import { checkCount, FormErrors, lengthOf, type Path } from './form-errors.ts';
import { checkBoolean, checkList, checkPermissions } from './values.ts';

const commandType = { slash: 1, user: 2, message: 3 } as const;

/** Returns how many commands of a type one server, or all together, may have. */
export const mostOfType = (type: number): number => (type === commandType.slash ? 100 : 15);

/** Checks an application command. `global` means for all servers and direct messages, not for one server. */
export function checkCommand(errors: FormErrors, path: Path, command: WireObject, global: boolean): void {
  const type = numberOf(command.type, commandType.slash);
  // The fourth type opens an Activity, which this application doesn't have.
  if (![1, 2, 3].includes(type)) errors.add([...path, 'type'], 'BASE_TYPE_CHOICES', 'Value must be one of {1, 2, 3}.');
  if (type === commandType.slash) checkSlash(errors, path, command);
  else checkMenu(errors, path, command);
  checkPermissions(errors, [...path, 'default_member_permissions'], command.default_member_permissions);
  for (const field of ['nsfw', 'dm_permission', 'default_permission'])
    checkBoolean(errors, [...path, field], command[field]);
  // Contexts are servers, direct messages with the bot, and those between others. Installations are servers; people
  // don't install it.
  checkPlaces(errors, [...path, 'contexts'], command.contexts, [0, 1, 2], global);
  checkPlaces(errors, [...path, 'integration_types'], command.integration_types, [0], global);
}

export function checkCommandSet(commands: readonly WireObject[], global: boolean): void {
  const errors = new FormErrors();
  const seen = new Set<string>();
  const counts = new Map<number, number>();
  for (const [index, command] of commands.entries()) {
    checkCommand(errors, [index], command, global);
    const type = numberOf(command.type, commandType.slash);
    const key = `${type} ${textOf(command.name)}`;
    if (seen.has(key)) addDuplicate(errors, [index]);
    seen.add(key);
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  for (const [type, count] of counts) {
    const most = mostOfType(type);
    if (count > most) errors.add([], 'BASE_TYPE_MAX_LENGTH', `Must be ${most} or fewer in length.`);
  }
  errors.throwIfAny();
}

export function addDuplicate(errors: FormErrors, path: Path): void {
  errors.add([...path, 'name'], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
}

function checkSlash(errors: FormErrors, path: Path, command: WireObject): void {
  checkNaming(errors, path, command);
  checkCommandOptions(errors, path, command, 0);
  if (commandLength(command) > 8000)
    errors.add(path, 'APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)');
}

function checkMenu(errors: FormErrors, path: Path, command: WireObject): void {
  checkMenuName(errors, path, command);
  if (textOf(command.description) !== '')
    errors.add(
      [...path, 'description'],
      'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION',
      'Context menu commands cannot have description',
    );
  if (listOf(command.options).length > 0)
    errors.add(
      [...path, 'options'],
      'APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS',
      'Context menu commands cannot have options',
    );
}

function checkPlaces(errors: FormErrors, path: Path, value: unknown, known: readonly unknown[], global: boolean): void {
  if (value === undefined || value === null) return;
  if (!global) {
    errors.add(path, 'APPLICATION_COMMAND_GLOBAL_ONLY', 'This can only be set on global commands');
    return;
  }
  const places = checkList(errors, path, value);
  checkCount(errors, path, places.length, 1, known.length);
  for (const [index, place] of places.entries()) {
    if (!known.includes(place))
      errors.add([...path, index], 'BASE_TYPE_CHOICES', `Value must be one of {${known.join(', ')}}.`);
    else if (places.indexOf(place) < index)
      errors.add([...path, index], 'SET_TYPE_CONTAINS_DUPLICATES', 'Values must be unique');
  }
}

/** Adds up names, descriptions and values; of each localised text the longest counts. */
function commandLength(item: WireObject): number {
  const longest = (one: WireObject, key: string): number =>
    Math.max(
      ...[one[key], ...Object.values(objectOf(one[`${key}_localizations`]))].map((text) => lengthOf(textOf(text))),
    );
  const choices = objectsOf(item.choices).reduce(
    (sum, choice) => sum + longest(choice, 'name') + lengthOf(String(choice.value)),
    0,
  );
  return (
    longest(item, 'name') +
    longest(item, 'description') +
    choices +
    objectsOf(item.options).reduce((sum, option) => sum + commandLength(option), 0)
  );
}
