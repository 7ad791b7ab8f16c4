import { type JsonObject, listOf, numberOf, objectOf, objectsOf, textOf } from '../json.ts';
import { checkCount, checkNumber, checkText, FormErrors, lengthOf, type Path } from './form-errors.ts';

const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const locales = new Set([
  'id',
  'da',
  'de',
  'en-GB',
  'en-US',
  'es-ES',
  'es-419',
  'fr',
  'hr',
  'it',
  'lt',
  'hu',
  'nl',
  'no',
  'pl',
  'pt-BR',
  'ro',
  'fi',
  'sv-SE',
  'vi',
  'tr',
  'cs',
  'el',
  'bg',
  'ru',
  'uk',
  'hi',
  'th',
  'zh-CN',
  'ja',
  'zh-TW',
  'ko',
]);
const subcommand = 1;
const group = 2;

/** Checks one application command. */
export function checkCommand(errors: FormErrors, path: Path, command: JsonObject): void {
  const type = numberOf(command.type, 1);
  if (type < 1 || type > 4) errors.add([...path, 'type'], 'BASE_TYPE_CHOICES', 'Value must be one of {1, 2, 3, 4}.');
  if (type !== 1) {
    checkText(errors, [...path, 'name'], command.name, { min: 1, max: 32, required: true });
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
    return;
  }
  checkNaming(errors, path, command);
  const permissions = command.default_member_permissions;
  if (permissions !== undefined && permissions !== null && !/^\d+$/.test(String(permissions))) {
    errors.add([...path, 'default_member_permissions'], 'BITFIELD_TYPE_INVALID', 'Invalid bitfield value.');
  }
  checkOptions(errors, path, command, 0);
  if (commandLength(command) > 8000)
    errors.add(path, 'APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)');
}

export function checkCommandSet(commands: readonly JsonObject[]): void {
  const errors = new FormErrors();
  const seen = new Set<string>();
  const counts = new Map<number, number>();
  for (const [index, command] of commands.entries()) {
    checkCommand(errors, [index], command);
    const type = numberOf(command.type, 1);
    const key = `${type} ${textOf(command.name)}`;
    if (seen.has(key))
      errors.add([index, 'name'], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
    seen.add(key);
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  for (const [type, count] of counts) {
    const max = type === 1 ? 100 : 15;
    if (count > max) errors.add([], 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
  }
  errors.throwIfAny();
}

function checkNaming(errors: FormErrors, path: Path, item: JsonObject): void {
  checkName(errors, [...path, 'name'], item.name);
  checkText(errors, [...path, 'description'], item.description, { min: 1, max: 100, required: true });
  for (const [locale, name] of Object.entries(objectOf(item.name_localizations))) {
    checkLocale(errors, [...path, 'name_localizations'], locale);
    if (name !== null) checkName(errors, [...path, 'name_localizations', locale], name);
  }
  for (const [locale, description] of Object.entries(objectOf(item.description_localizations))) {
    checkLocale(errors, [...path, 'description_localizations'], locale);
    if (description !== null)
      checkText(errors, [...path, 'description_localizations', locale], description, {
        min: 1,
        max: 100,
        required: true,
      });
  }
}

function checkLocale(errors: FormErrors, path: Path, locale: string): void {
  if (!locales.has(locale)) errors.add([...path, locale], 'INVALID_LOCALE', `Locale '${locale}' is not supported`);
}

function checkName(errors: FormErrors, path: Path, name: unknown): void {
  if (!checkText(errors, path, name, { min: 1, max: 32, required: true })) return;
  if (!namePattern.test(name) || name !== name.toLowerCase())
    errors.add(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
}

function checkOptions(errors: FormErrors, path: Path, owner: JsonObject, depth: number): void {
  const options = objectsOf(owner.options);
  checkCount(errors, [...path, 'options'], options.length, 0, 25);
  const names = new Set<string>();
  const nested = options.some((option) => isNested(option));
  let optionalSeen = false;
  for (const [index, option] of options.entries()) {
    const at = [...path, 'options', index];
    const type = numberOf(option.type, 0);
    if (type < 1 || type > 11)
      errors.add([...at, 'type'], 'BASE_TYPE_CHOICES', 'Value must be one of {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}.');
    checkNaming(errors, at, option);
    const name = textOf(option.name);
    if (names.has(name))
      errors.add([...at, 'name'], 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID_DUPLICATE', 'Option names must be unique');
    names.add(name);
    if (nested && !isNested(option))
      errors.add(
        at,
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        'Sub-command and sub-command group option types are mutually exclusive to all other types',
      );
    if (isNested(option)) {
      const tooDeep = type === group ? depth > 0 : depth > 1;
      if (tooDeep || (depth === 1 && type === group))
        errors.add([...at, 'type'], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Sub-command groups cannot be nested');
      checkOptions(errors, at, option, depth + 1);
      continue;
    }
    if (option.required === true && optionalSeen) {
      errors.add(
        at,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    }
    if (option.required !== true) optionalSeen = true;
    checkValues(errors, at, option, type);
  }
}

const isNested = (option: JsonObject): boolean => option.type === subcommand || option.type === group;

function checkValues(errors: FormErrors, path: Path, option: JsonObject, type: number): void {
  const choices = objectsOf(option.choices);
  checkCount(errors, [...path, 'choices'], choices.length, 0, 25);
  if (choices.length > 0 && option.autocomplete === true) {
    errors.add(
      [...path, 'autocomplete'],
      'APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE',
      'Autocomplete and choices are mutually exclusive',
    );
  }
  if ((choices.length > 0 || option.autocomplete === true) && ![3, 4, 10].includes(type)) {
    errors.add(
      [...path, 'type'],
      'APPLICATION_COMMAND_OPTIONS_CHOICES_TYPE',
      'Choices are only for string, integer and number options',
    );
  }
  const names = new Set<string>();
  for (const [index, choice] of choices.entries()) {
    const at = [...path, 'choices', index];
    checkText(errors, [...at, 'name'], choice.name, { min: 1, max: 100, required: true });
    for (const [locale, name] of Object.entries(objectOf(choice.name_localizations))) {
      checkLocale(errors, [...at, 'name_localizations'], locale);
      if (name !== null)
        checkText(errors, [...at, 'name_localizations', locale], name, { min: 1, max: 100, required: true });
    }
    if (type === 3) checkText(errors, [...at, 'value'], choice.value, { min: 1, max: 100, required: true });
    else if (typeof choice.value !== 'number')
      errors.add([...at, 'value'], 'NUMBER_TYPE_COERCE', `Value "${String(choice.value)}" is not int.`);
    const name = textOf(choice.name);
    if (names.has(name))
      errors.add([...at, 'name'], 'APPLICATION_COMMAND_OPTIONS_CHOICE_NAMES_DUPLICATED', 'Choice names must be unique');
    names.add(name);
  }
  checkNumber(errors, [...path, 'min_length'], option.min_length, 0, 6000);
  checkNumber(errors, [...path, 'max_length'], option.max_length, 1, 6000);
}

/** Names, descriptions and values together; of each localised text the longest counts. */
function commandLength(item: JsonObject): number {
  const longest = (key: string): number =>
    Math.max(
      ...[item[key], ...Object.values(objectOf(item[`${key}_localizations`]))].map((text) => lengthOf(textOf(text))),
    );
  const choices = objectsOf(item.choices).reduce(
    (sum, choice) => sum + lengthOf(textOf(choice.name)) + lengthOf(String(choice.value)),
    0,
  );
  return (
    longest('name') +
    longest('description') +
    choices +
    objectsOf(item.options).reduce((sum, option) => sum + commandLength(option), 0)
  );
}
