import { idOf, isObject, type JsonObject, listOf, objectsOf } from '../json.ts';
import { checkCount, checkNumber, checkText, checkUrl, type FormErrors, type Path } from './form-errors.ts';

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

export function checkButton(errors: FormErrors, path: Path, button: JsonObject, seen: Set<string>): void {
  const style = button.style;
  if (typeof style !== 'number' || style < 1 || style > 6) {
    errors.add([...path, 'style'], 'BASE_TYPE_CHOICES', 'Value must be one of {1, 2, 3, 4, 5, 6}.');
    return;
  }
  const label = checkText(errors, [...path, 'label'], button.label, { max: 80 });
  if (style !== 6 && !isObject(button.emoji) && !(label && button.label !== '')) {
    errors.add(path, 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A button must have a label or an emoji.');
  }
  if (style === 5) {
    if (checkText(errors, [...path, 'url'], button.url, { max: 512, required: true })) {
      checkUrl(errors, [...path, 'url'], button.url, ['http', 'https', 'discord']);
    }
    if (button.custom_id !== undefined && button.custom_id !== null) {
      errors.add(
        path,
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
        'A custom id and url cannot both be specified',
      );
    }
    return;
  }
  if (button.url !== undefined && button.url !== null) {
    errors.add([...path, 'url'], 'BUTTON_COMPONENT_INVALID_URL', 'A url can only be specified for link buttons');
  }
  if (style !== 6) checkCustomId(errors, path, button.custom_id, seen);
}

/** The rules of the five select menus, in a message or in a modal. */
export function checkSelect(
  errors: FormErrors,
  path: Path,
  select: JsonObject,
  seen: Set<string>,
  modal: boolean,
): void {
  checkCustomId(errors, path, select.custom_id, seen);
  checkText(errors, [...path, 'placeholder'], select.placeholder, { max: 150 });
  checkNumber(errors, [...path, 'min_values'], select.min_values, 0, 25);
  checkNumber(errors, [...path, 'max_values'], select.max_values, 1, 25);
  const min = typeof select.min_values === 'number' ? select.min_values : 1;
  const max = typeof select.max_values === 'number' ? select.max_values : 1;
  if (min > max)
    errors.add(
      [...path, 'min_values'],
      'COMPONENT_MIN_VALUES_TOO_LARGE',
      'Minimum values must be less than or equal to the maximum values',
    );
  if (modal && select.disabled === true)
    errors.add([...path, 'disabled'], 'COMPONENT_DISABLED_IN_MODAL', 'Components cannot be disabled in modals');
  if (modal && select.required !== false && select.min_values === 0) {
    errors.add(
      [...path, 'min_values'],
      'COMPONENT_MIN_VALUES_REQUIRED',
      'Minimum values must be at least 1 when the component is required',
    );
  }
  if (select.type === component.stringSelect) {
    checkOptions(errors, path, select.options, 1, 25);
    const options = objectsOf(select.options);
    if (max > options.length && options.length > 0) {
      errors.add(
        [...path, 'max_values'],
        'SELECT_COMPONENT_MAX_VALUES_TOO_LARGE',
        'Max values cannot exceed the number of options',
      );
    }
    const chosen = options.filter((option) => option.default === true).length;
    if (chosen > max)
      errors.add(
        [...path, 'options'],
        'SELECT_COMPONENT_TOO_MANY_DEFAULT_OPTIONS',
        'There are more default options than max values',
      );
  } else {
    const defaults = listOf(select.default_values);
    if (defaults.length > max)
      errors.add([...path, 'default_values'], 'BASE_TYPE_BAD_LENGTH', `Must be between 0 and ${max} in length.`);
  }
}

export function checkOptions(errors: FormErrors, path: Path, value: unknown, min: number, max: number): void {
  const options = objectsOf(value);
  if (!checkCount(errors, [...path, 'options'], options.length, min, max)) return;
  const seen = new Set<string>();
  for (const [index, option] of options.entries()) {
    const at = [...path, 'options', index];
    checkText(errors, [...at, 'label'], option.label, { min: 1, max: 100, required: true });
    checkText(errors, [...at, 'description'], option.description, { max: 100 });
    if (!checkText(errors, [...at, 'value'], option.value, { min: 1, max: 100, required: true })) continue;
    const id = idOf(option.value);
    if (seen.has(id))
      errors.add(
        [...at, 'value'],
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      );
    seen.add(id);
  }
}
