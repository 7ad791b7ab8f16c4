import { numberOf, objectsOf, type WireObject } from '../json.ts';
import { checkEmoji } from './emoji.ts';
import { checkCount, checkNumber, checkText, type FormErrors, type Path } from './form-errors.ts';
import { checkBoolean, checkList, checkObjects, checkSnowflake } from './values.ts';

export const component = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  fileUpload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
} as const;

export const isSelect = (type: unknown): boolean =>
  type === component.stringSelect ||
  type === component.userSelect ||
  type === component.roleSelect ||
  type === component.mentionableSelect ||
  type === component.channelSelect;

export function checkCustomId(errors: FormErrors, path: Path, value: unknown, seen: Set<string>): void {
  if (!checkText(errors, [...path, 'custom_id'], value, { min: 1, max: 100, required: true })) return;
  if (seen.has(value))
    errors.add([...path, 'custom_id'], 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  seen.add(value);
}

/** Checks the five select menus, in a message or in a modal. */
export function checkSelect(
  errors: FormErrors,
  path: Path,
  select: WireObject,
  seen: Set<string>,
  modal: boolean,
): void {
  checkCustomId(errors, path, select.custom_id, seen);
  checkText(errors, [...path, 'placeholder'], select.placeholder, { max: 150 });
  checkBoolean(errors, [...path, 'disabled'], select.disabled);
  checkBoolean(errors, [...path, 'required'], select.required);
  if (modal && select.disabled === true)
    errors.add([...path, 'disabled'], 'COMPONENT_DISABLED_IN_MODAL', 'Components cannot be disabled in modals');
  const amount = checkAmount(errors, path, select, { most: 25, otherwise: 1, modal });
  if (select.type === component.channelSelect) checkChannelTypes(errors, [...path, 'channel_types'], select);
  if (select.type === component.stringSelect) {
    checkMenuOptions(errors, path, select.options, 1, 25);
    checkAgainstOptions(errors, path, objectsOf(select.options), amount);
  } else checkDefaults(errors, [...path, 'default_values'], select, amount);
}

export interface Amount {
  readonly min: number;
  readonly max: number;
}

/** Checks how many must and may be chosen. `otherwise` is the default maximum. */
export function checkAmount(
  errors: FormErrors,
  path: Path,
  input: WireObject,
  rule: { readonly most: number; readonly otherwise: number; readonly modal: boolean },
): Amount {
  checkNumber(errors, [...path, 'min_values'], input.min_values, 0, rule.most);
  checkNumber(errors, [...path, 'max_values'], input.max_values, 1, rule.most);
  const min = numberOf(input.min_values, 1);
  const max = numberOf(input.max_values, rule.otherwise);
  if (min > max)
    errors.add(
      [...path, 'min_values'],
      'COMPONENT_MIN_VALUES_TOO_LARGE',
      'Minimum values must be less than or equal to the maximum values',
    );
  if (rule.modal && input.required !== false && input.min_values === 0)
    errors.add(
      [...path, 'min_values'],
      'COMPONENT_MIN_VALUES_REQUIRED',
      'Minimum values must be at least 1 when the component is required',
    );
  return { min, max };
}

/** Checks that no more may be chosen than there are options, and no more are preselected than may be chosen. */
export function checkAgainstOptions(
  errors: FormErrors,
  path: Path,
  options: readonly WireObject[],
  { min, max }: Amount,
): void {
  if (options.length === 0) return;
  if (max > options.length || min > options.length)
    errors.add(
      [...path, max > options.length ? 'max_values' : 'min_values'],
      'SELECT_COMPONENT_MAX_VALUES_TOO_LARGE',
      'Max values cannot exceed the number of options',
    );
  if (options.filter((option) => option.default === true).length > max)
    errors.add(
      [...path, 'options'],
      'SELECT_COMPONENT_TOO_MANY_DEFAULT_OPTIONS',
      'There are more default options than max values',
    );
}

const kindsOfDefaults: Readonly<Record<number, readonly string[]>> = {
  [component.userSelect]: ['user'],
  [component.roleSelect]: ['role'],
  [component.mentionableSelect]: ['user', 'role'],
  [component.channelSelect]: ['channel'],
};

function checkDefaults(errors: FormErrors, path: Path, select: WireObject, { min, max }: Amount): void {
  const defaults = checkObjects(errors, path, select.default_values);
  if (defaults.length === 0) return;
  checkCount(errors, path, defaults.length, min, max);
  const kinds = kindsOfDefaults[numberOf(select.type, 0)] ?? [];
  for (const [index, value] of defaults.entries()) {
    checkSnowflake(errors, [...path, index, 'id'], value.id);
    if (!kinds.includes(String(value.type)))
      errors.add([...path, index, 'type'], 'BASE_TYPE_CHOICES', `Value must be one of {${kinds.join(', ')}}.`);
  }
}

/** The types of channels on Discord. */
const channelTypes: readonly unknown[] = [0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16];

/** Checks the channel types that a list or a command's option allows. */
export function checkChannelTypes(errors: FormErrors, path: Path, owner: WireObject): void {
  for (const [index, type] of checkList(errors, path, owner.channel_types).entries()) {
    if (!channelTypes.includes(type))
      errors.add([...path, index], 'BASE_TYPE_CHOICES', `Value must be one of {${channelTypes.join(', ')}}.`);
  }
}

export function checkMenuOptions(errors: FormErrors, path: Path, value: unknown, min: number, max: number): void {
  const options = checkObjects(errors, [...path, 'options'], value);
  if (!checkCount(errors, [...path, 'options'], options.length, min, max)) return;
  const seen = new Set<string>();
  for (const [index, option] of options.entries()) {
    const at = [...path, 'options', index];
    checkText(errors, [...at, 'label'], option.label, { min: 1, max: 100, required: true });
    checkText(errors, [...at, 'description'], option.description, { max: 100 });
    checkBoolean(errors, [...at, 'default'], option.default);
    checkEmoji(errors, [...at, 'emoji'], option.emoji);
    if (!checkText(errors, [...at, 'value'], option.value, { min: 1, max: 100, required: true })) continue;
    if (seen.has(option.value))
      errors.add(
        [...at, 'value'],
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      );
    seen.add(option.value);
  }
}
