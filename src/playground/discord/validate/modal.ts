import { isObject, objectsOf, type WireObject } from '../json.ts';
import { checkComponentIds, withIds } from './components.ts';
import { checkCount, checkNumber, checkText, FormErrors, type Path } from './form-errors.ts';
import {
  checkAgainstOptions,
  checkAmount,
  checkCustomId,
  checkMenuOptions,
  checkSelect,
  component,
  isSelect,
} from './interactive.ts';
import { checkBoolean, checkList, checkObjects } from './values.ts';

export interface CheckedModal {
  readonly customId: string;
  readonly title: string;
  readonly components: readonly WireObject[];
}

/** Checks a modal: 1 to 5 components, labels around inputs or the older rows with one text input each. */
export function checkModal(data: WireObject): CheckedModal {
  const errors = new FormErrors();
  checkText(errors, ['data', 'custom_id'], data.custom_id, { min: 1, max: 100, required: true });
  checkText(errors, ['data', 'title'], data.title, { min: 1, max: 45, required: true });
  const list = checkObjects(errors, ['data', 'components'], data.components);
  const seen = new Set<string>();
  checkCount(errors, ['data', 'components'], list.length, 1, 5);
  for (const [index, item] of list.entries()) checkTop(errors, ['data', 'components', index], item, seen);
  checkComponentIds(errors, ['data', 'components'], list);
  errors.throwIfAny();
  return { customId: String(data.custom_id), title: String(data.title), components: withIds(list) };
}

function checkTop(errors: FormErrors, path: Path, item: WireObject, seen: Set<string>): void {
  switch (item.type) {
    case component.text:
      checkText(errors, [...path, 'content'], item.content, { min: 1, max: 4000, required: true });
      return;
    case component.row: {
      const inputs = checkObjects(errors, [...path, 'components'], item.components);
      if (!checkCount(errors, [...path, 'components'], inputs.length, 1, 1)) return;
      const [input] = inputs;
      if (input?.type !== component.textInput) {
        errors.add(
          [...path, 'components', 0, 'type'],
          'UNION_TYPE_CHOICES',
          'Value of field "type" must be one of (4,).',
        );
        return;
      }
      checkText(errors, [...path, 'components', 0, 'label'], input.label, { min: 1, max: 45, required: true });
      checkTextInput(errors, [...path, 'components', 0], input, seen);
      return;
    }
    case component.label: {
      checkText(errors, [...path, 'label'], item.label, { min: 1, max: 45, required: true });
      checkText(errors, [...path, 'description'], item.description, { min: 1, max: 100 });
      if (!isObject(item.component)) {
        errors.add([...path, 'component'], 'BASE_TYPE_REQUIRED', 'This field is required');
        return;
      }
      checkInput(errors, [...path, 'component'], item.component, seen);
      return;
    }
    default:
      errors.add([...path, 'type'], 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1, 10, 18).');
  }
}

function checkInput(errors: FormErrors, path: Path, input: WireObject, seen: Set<string>): void {
  const { type } = input;
  if (type === component.textInput) {
    if (input.label !== undefined && input.label !== null) {
      errors.add(
        [...path, 'label'],
        'TEXT_INPUT_LABEL_IN_LABEL',
        'A text input inside a label cannot have a label of its own',
      );
    }
    checkTextInput(errors, path, input, seen);
    return;
  }
  if (isSelect(type)) {
    checkSelect(errors, path, input, seen, true);
    return;
  }
  checkCustomId(errors, path, input.custom_id, seen);
  switch (type) {
    case component.fileUpload:
      checkBoolean(errors, [...path, 'required'], input.required);
      checkAmount(errors, path, input, { most: 10, otherwise: 1, modal: true });
      checkFileTypes(errors, [...path, 'file_types'], input.file_types);
      return;
    case component.radioGroup:
      checkBoolean(errors, [...path, 'required'], input.required);
      checkMenuOptions(errors, path, input.options, 2, 10);
      checkAgainstOptions(errors, path, objectsOf(input.options), { min: 1, max: 1 });
      return;
    case component.checkboxGroup: {
      checkBoolean(errors, [...path, 'required'], input.required);
      const options = objectsOf(input.options);
      const amount = checkAmount(errors, path, input, { most: 10, otherwise: options.length, modal: true });
      checkMenuOptions(errors, path, options, 1, 10);
      checkAgainstOptions(errors, path, options, amount);
      return;
    }
    case component.checkbox:
      checkBoolean(errors, [...path, 'default'], input.default);
      return;
    default:
      errors.add(
        [...path, 'type'],
        'UNION_TYPE_CHOICES',
        'Value of field "type" must be one of (3, 4, 5, 6, 7, 8, 19, 21, 22, 23).',
      );
  }
}

/** Checks the kinds of files that may be uploaded, by type or file extension. */
function checkFileTypes(errors: FormErrors, path: Path, value: unknown): void {
  const types = checkList(errors, path, value);
  checkCount(errors, path, types.length, 0, 10);
  for (const [index, type] of types.entries())
    checkText(errors, [...path, index], type, { min: 1, max: 100, required: true });
}

function checkTextInput(errors: FormErrors, path: Path, input: WireObject, seen: Set<string>): void {
  checkCustomId(errors, path, input.custom_id, seen);
  checkBoolean(errors, [...path, 'required'], input.required);
  if (input.style !== 1 && input.style !== 2)
    errors.add([...path, 'style'], 'BASE_TYPE_CHOICES', 'Value must be one of {1, 2}.');
  checkNumber(errors, [...path, 'min_length'], input.min_length, 0, 4000);
  checkNumber(errors, [...path, 'max_length'], input.max_length, 1, 4000);
  checkText(errors, [...path, 'placeholder'], input.placeholder, { max: 100 });
  const min = typeof input.min_length === 'number' ? input.min_length : 0;
  const max = typeof input.max_length === 'number' ? input.max_length : 4000;
  if (min > max)
    errors.add(
      [...path, 'min_length'],
      'TEXT_INPUT_MIN_LENGTH_TOO_LARGE',
      'Minimum length must be less than or equal to the maximum length',
    );
  checkText(errors, [...path, 'value'], input.value, { max });
}
