import { isObject, listOf, numberOf, objectOf, objectsOf, textOf, type WireObject } from '../json.ts';
import { checkButton } from './button.ts';
import { withDefaults } from './component-defaults.ts';
import { checkCount, checkNumber, checkText, checkUrl, type FormErrors, lengthOf, type Path } from './form-errors.ts';
import { checkSelect, component, isSelect } from './interactive.ts';
import { checkBoolean, checkObjects } from './values.ts';

interface Surface {
  readonly errors: FormErrors;
  readonly v2: boolean;
  /** Names of the files of the message, which attachment:// links may use. */
  readonly files: ReadonlySet<string>;
  readonly customIds: Set<string>;
  total: number;
  text: number;
}

const v2Top: readonly number[] = [
  component.row,
  component.section,
  component.text,
  component.gallery,
  component.file,
  component.separator,
  component.container,
];
const inContainer: readonly number[] = v2Top.filter((type) => type !== component.container);

/**
 * Checks the components of a message and returns them with the numeric ids that Discord assigns where none was given.
 */
export function checkMessageComponents(
  errors: FormErrors,
  value: unknown,
  v2: boolean,
  files: ReadonlySet<string>,
): readonly WireObject[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    errors.add(['components'], 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
    return [];
  }
  const surface: Surface = { errors, v2, files, customIds: new Set(), total: 0, text: 0 };
  if (!v2) checkCount(errors, ['components'], value.length, 0, 5);
  checkList(surface, ['components'], value, v2 ? v2Top : [component.row]);
  if (v2 && surface.total > 40) {
    errors.add(
      ['components'],
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      'The total number of components cannot exceed 40',
    );
  }
  if (surface.text > 4000) {
    errors.add(
      ['components'],
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      'The total displayable text cannot exceed 4000 characters',
    );
  }
  checkComponentIds(errors, ['components'], objectsOf(value));
  return withIds(objectsOf(value));
}

function checkList(surface: Surface, path: Path, list: readonly unknown[], allowed: readonly number[]): void {
  for (const [index, item] of list.entries()) {
    const at = [...path, index];
    if (!isObject(item)) {
      surface.errors.add(at, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
      continue;
    }
    const type = numberOf(item.type, -1);
    surface.total++;
    if (!allowed.includes(type)) {
      const names = allowed.join(', ');
      surface.errors.add([...at, 'type'], 'UNION_TYPE_CHOICES', `Value of field "type" must be one of (${names}).`);
      continue;
    }
    checkComponent(surface, at, item, type);
  }
}

function checkComponent(surface: Surface, path: Path, item: WireObject, type: number): void {
  const { errors } = surface;
  switch (type) {
    case component.row: {
      checkRow(surface, path, item);
      return;
    }
    case component.text: {
      checkTextDisplay(surface, path, item);
      return;
    }
    case component.section: {
      const texts = listOf(item.components);
      checkCount(errors, [...path, 'components'], texts.length, 1, 3);
      checkList(surface, [...path, 'components'], texts, [component.text]);
      if (!isObject(item.accessory)) {
        errors.add([...path, 'accessory'], 'BASE_TYPE_REQUIRED', 'This field is required');
        return;
      }
      surface.total++;
      checkAccessory(surface, [...path, 'accessory'], item.accessory);
      return;
    }
    case component.gallery: {
      const items = checkObjects(errors, [...path, 'items'], item.items);
      checkCount(errors, [...path, 'items'], items.length, 1, 10);
      for (const [index, entry] of items.entries())
        checkMedia(surface, [...path, 'items', index], entry, 'media', false);
      return;
    }
    case component.file: {
      checkMedia(surface, path, item, 'file', true);
      return;
    }
    case component.separator:
      checkBoolean(errors, [...path, 'divider'], item.divider);
      checkNumber(errors, [...path, 'spacing'], item.spacing, 1, 2);
      return;
    case component.container:
      checkBoolean(errors, [...path, 'spoiler'], item.spoiler);
      checkNumber(errors, [...path, 'accent_color'], item.accent_color, 0, 0xffffff);
      if (listOf(item.components).length === 0)
        errors.add([...path, 'components'], 'BASE_TYPE_REQUIRED', 'This field is required');
      checkList(surface, [...path, 'components'], listOf(item.components), inContainer);
      return;
  }
}

function checkRow(surface: Surface, path: Path, row: WireObject): void {
  const at = [...path, 'components'];
  const children = checkObjects(surface.errors, at, row.components);
  if (!checkCount(surface.errors, at, children.length, 1, 5)) return;
  surface.total += children.length;
  const selects = children.filter((child) => isSelect(child.type));
  if (selects.length > 0 && children.length > 1) {
    surface.errors.add(at, 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'The specified component exceeds the maximum width');
  }
  for (const [index, child] of children.entries()) {
    if (child.type === component.button) checkButton(surface.errors, [...at, index], child, surface.customIds);
    else if (isSelect(child.type)) checkSelect(surface.errors, [...at, index], child, surface.customIds, false);
    else
      surface.errors.add(
        [...at, index, 'type'],
        'UNION_TYPE_CHOICES',
        'Value of field "type" must be one of (2, 3, 5, 6, 7, 8).',
      );
  }
}

function checkTextDisplay(surface: Surface, path: Path, item: WireObject): void {
  if (!checkText(surface.errors, [...path, 'content'], item.content, { min: 1, max: 4000, required: true })) return;
  surface.text += lengthOf(textOf(item.content));
}

function checkAccessory(surface: Surface, path: Path, accessory: WireObject): void {
  if (accessory.type === component.button) {
    checkButton(surface.errors, path, accessory, surface.customIds);
    return;
  }
  if (accessory.type === component.thumbnail) {
    checkMedia(surface, path, accessory, 'media', false);
    return;
  }
  surface.errors.add([...path, 'type'], 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (2, 11).');
}

function checkMedia(surface: Surface, path: Path, owner: WireObject, key: string, onlyAttachment: boolean): void {
  const { errors } = surface;
  checkText(errors, [...path, 'description'], owner.description, { max: 1024 });
  checkBoolean(errors, [...path, 'spoiler'], owner.spoiler);
  const at = [...path, key, 'url'];
  const url = textOf(objectOf(owner[key]).url);
  if (!checkUrl(errors, at, url, onlyAttachment ? ['attachment'] : ['http', 'https', 'attachment'])) return;
  if (!url.startsWith('attachment://')) return;
  if (!surface.files.has(url.slice('attachment://'.length))) {
    errors.add(at, 'REFERENCED_ATTACHMENT_NOT_FOUND', `The referenced attachment ${url} was not found`);
  }
}

const HIGHEST_ID = 2 ** 31 - 1;

/** Checks that each given numeric id is used once; 0 counts as none. */
export function checkComponentIds(errors: FormErrors, path: Path, list: readonly WireObject[]): void {
  const seen = new Set<unknown>();
  for (const { id } of everyComponent(list)) {
    if (id === undefined || id === null || id === 0 || !checkNumber(errors, path, id, 0, HIGHEST_ID)) continue;
    if (seen.has(id)) errors.add(path, 'COMPONENT_ID_DUPLICATED', `Component id ${id} cannot be duplicated`);
    seen.add(id);
  }
}

export function everyComponent(list: readonly WireObject[]): WireObject[] {
  return list.flatMap((item) => [
    item,
    ...everyComponent(objectsOf(item.components)),
    ...(isObject(item.accessory) ? everyComponent([item.accessory]) : []),
    ...(isObject(item.component) ? everyComponent([item.component]) : []),
  ]);
}

/** Gives every component without a numeric id the next free one, in reading order. */
export function withIds(list: readonly WireObject[]): readonly WireObject[] {
  const taken = new Set(everyComponent(list).map((item) => item.id));
  let last = 0;
  const next = (): number => {
    do last++;
    while (taken.has(last));
    return last;
  };
  const number = (item: WireObject): WireObject => {
    const id = typeof item.id === 'number' && item.id !== 0 ? item.id : next();
    return {
      ...withDefaults(item),
      id,
      ...(Array.isArray(item.components) ? { components: objectsOf(item.components).map(number) } : {}),
      ...(isObject(item.accessory) ? { accessory: number(item.accessory) } : {}),
      ...(isObject(item.component) ? { component: number(item.component) } : {}),
    };
  };
  return list.map(number);
}
