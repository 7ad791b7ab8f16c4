import { numberOf, objectOf, textOf, type WireObject } from '../json.ts';
import { checkChoiceName, checkNaming } from './command-words.ts';
import { checkCount, checkNumber, checkText, type FormErrors, type Path } from './form-errors.ts';
import { checkChannelTypes } from './interactive.ts';
import { checkBoolean, checkObjects } from './values.ts';

const subcommand = 1;
const group = 2;
const text = 3;
const integer = 4;
const channel = 7;
const number = 10;
const highest = 11;

/** Fields that only options of certain types may have. */
const fieldsOfTypes: readonly (readonly [string, readonly number[], string])[] = [
  ['choices', [text, integer, number], 'APPLICATION_COMMAND_OPTIONS_CHOICES_TYPE'],
  ['autocomplete', [text, integer, number], 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_TYPE'],
  ['min_value', [integer, number], 'APPLICATION_COMMAND_OPTIONS_VALUE_TYPE'],
  ['max_value', [integer, number], 'APPLICATION_COMMAND_OPTIONS_VALUE_TYPE'],
  ['min_length', [text], 'APPLICATION_COMMAND_OPTIONS_LENGTH_TYPE'],
  ['max_length', [text], 'APPLICATION_COMMAND_OPTIONS_LENGTH_TYPE'],
  ['channel_types', [channel], 'APPLICATION_COMMAND_OPTIONS_CHANNEL_TYPES_TYPE'],
];

/** Checks the options of a command (`within` 0), of a group or of a subcommand (its type). */
export function checkCommandOptions(errors: FormErrors, path: Path, owner: WireObject, within: number): void {
  const at = [...path, 'options'];
  const options = checkObjects(errors, at, owner.options);
  checkCount(errors, at, options.length, 0, 25);
  checkNesting(errors, at, options, within);
  checkNames(errors, at, options);
  for (const [index, option] of options.entries()) {
    const type = numberOf(option.type, 0);
    checkNaming(errors, [...at, index], option);
    checkBoolean(errors, [...at, index, 'required'], option.required);
    if (isNested(option)) checkCommandOptions(errors, [...at, index], option, type);
    else checkValue(errors, [...at, index], option, type);
  }
}

const isNested = (option: WireObject): boolean => option.type === subcommand || option.type === group;

/** Checks the nesting: groups contain subcommands, subcommands contain neither, and required options come first. */
function checkNesting(errors: FormErrors, path: Path, options: readonly WireObject[], within: number): void {
  const nested = within === group || options.some(isNested);
  let optionalSeen = false;
  for (const [index, option] of options.entries()) {
    const at = [...path, index];
    const type = numberOf(option.type, 0);
    if (!Number.isInteger(type) || type < 1 || type > highest)
      errors.add([...at, 'type'], 'BASE_TYPE_CHOICES', 'Value must be one of {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}.');
    if (nested && !isNested(option))
      errors.add(
        at,
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        'Sub-command and sub-command group option types are mutually exclusive to all other types',
      );
    if (isNested(option)) {
      if (within === subcommand || (within === group && type === group))
        errors.add(
          [...at, 'type'],
          'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
          'Sub-commands and groups cannot be nested',
        );
      if (option.required === true)
        errors.add([...at, 'required'], 'APPLICATION_COMMAND_REQUIRED_INVALID', 'Required cannot be configured here');
      continue;
    }
    if (option.required === true && optionalSeen)
      errors.add(
        at,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    if (option.required !== true) optionalSeen = true;
  }
}

/** Checks that names differ; in each language, also from the others' names in it and from their default names. */
function checkNames(errors: FormErrors, path: Path, options: readonly WireObject[]): void {
  const locales = new Set(options.flatMap((option) => Object.keys(objectOf(option.name_localizations))));
  for (const [index, option] of options.entries()) {
    const others = options.slice(0, index);
    if (others.some((other) => other.name === option.name))
      errors.add([...path, index, 'name'], duplicate, 'Option names must be unique');
  }
  for (const locale of locales) {
    const localised = (option: WireObject): unknown => objectOf(option.name_localizations)[locale];
    for (const [index, option] of options.entries()) {
      const name = localised(option);
      // A translation equal to the default name is ignored.
      if (typeof name !== 'string' || name === option.name) continue;
      const taken = options.some(
        (other, place) => place !== index && (other.name === name || (place < index && localised(other) === name)),
      );
      if (taken)
        errors.add([...path, index, 'name_localizations', locale], duplicate, 'Localized option names must be unique');
    }
  }
}

const duplicate = 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID_DUPLICATE';

function checkValue(errors: FormErrors, path: Path, option: WireObject, type: number): void {
  for (const [field, types, code] of fieldsOfTypes) {
    const value = option[field];
    const said =
      value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
    if (said && !types.includes(type))
      errors.add([...path, field], code, `${field} cannot be configured for this type of option`);
  }
  checkBoolean(errors, [...path, 'autocomplete'], option.autocomplete);
  if (type === channel) checkChannelTypes(errors, [...path, 'channel_types'], option);
  checkRange(errors, path, option, 'length', { min: 0, max: 6000 });
  if (type === integer || type === number) checkRange(errors, path, option, 'value', null);
  checkChoices(errors, path, option, type);
}

/** Checks that the minimum isn't above the maximum. `within` holds the bounds of both. */
function checkRange(
  errors: FormErrors,
  path: Path,
  option: WireObject,
  what: 'length' | 'value',
  within: { readonly min: number; readonly max: number } | null,
): void {
  const [least, most] = [option[`min_${what}`], option[`max_${what}`]];
  if (within) {
    checkNumber(errors, [...path, `min_${what}`], least, within.min, within.max);
    checkNumber(errors, [...path, `max_${what}`], most, within.min + 1, within.max);
  } else {
    for (const [field, value] of Object.entries({ [`min_${what}`]: least, [`max_${what}`]: most })) {
      if (value !== undefined && value !== null && !isNumberOf(value, numberOf(option.type, 0)))
        errors.add([...path, field], 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not int.`);
    }
  }
  if (typeof least === 'number' && typeof most === 'number' && least > most)
    errors.add([...path, `min_${what}`], 'APPLICATION_COMMAND_OPTIONS_RANGE', 'The minimum exceeds the maximum');
}

function checkChoices(errors: FormErrors, path: Path, option: WireObject, type: number): void {
  const choices = checkObjects(errors, [...path, 'choices'], option.choices);
  checkCount(errors, [...path, 'choices'], choices.length, 0, 25);
  if (choices.length > 0 && option.autocomplete === true)
    errors.add(
      [...path, 'autocomplete'],
      'APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE',
      'Autocomplete and choices are mutually exclusive',
    );
  const names = new Set<string>();
  for (const [index, choice] of choices.entries()) {
    const at = [...path, 'choices', index];
    checkChoiceName(errors, at, choice);
    checkChoiceValue(errors, [...at, 'value'], choice.value, type);
    const name = textOf(choice.name);
    if (names.has(name))
      errors.add([...at, 'name'], 'APPLICATION_COMMAND_OPTIONS_CHOICE_NAMES_DUPLICATED', 'Choice names must be unique');
    names.add(name);
  }
}

/** Checks that a choice's value has its option's type, whether it is registered or suggested. */
export function checkChoiceValue(errors: FormErrors, path: Path, value: unknown, type: number): void {
  if (type === text) checkText(errors, path, value, { min: 1, max: 100, required: true });
  else if (!isNumberOf(value, type))
    errors.add(path, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not ${type === integer ? 'int' : 'float'}.`);
}

const isNumberOf = (value: unknown, type: number): boolean =>
  type === integer ? Number.isSafeInteger(value) : typeof value === 'number' && Math.abs(value) <= 2 ** 53;
