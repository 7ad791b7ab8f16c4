import type { SeenControl, SeenOption, SeenSelect } from '../../local-platform.ts';
import { elementsOf } from '../check/payload.ts';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { type Names, textObject, textOfSpans } from './plain-text.ts';

/** An element of a message or view that someone can use, with its handle. */
export interface SlackControl {
  readonly handle: string;
  readonly block: JsonObject;
  readonly element: JsonObject;
}

/**
 * Returns the controls. The handle is the action id, preceded by the block id where several blocks use the same one.
 */
export function controlsOf(blocks: readonly JsonObject[]): SlackControl[] {
  const all = blocks.flatMap((block) => elementsOf(block).map((element) => ({ block, element })));
  const ids = all.map(({ element }) => textOf(element.action_id));
  return all.flatMap(({ block, element }, index) => {
    const id = ids[index] ?? '';
    const alone = ids.filter((other) => other === id).length === 1;
    const handle = alone ? id : `${textOf(block.block_id)}/${id}`;
    if (element.type !== 'feedback_buttons') return [{ handle, block, element }];
    return ['positive_button', 'negative_button'].map((name) => ({
      handle: `${handle}/${name}`,
      block,
      element: { ...objectOf(element[name]), type: 'feedback_buttons', action_id: id },
    }));
  });
}

export function optionsOf(element: JsonObject): JsonObject[] {
  return [
    ...objectsOf(element.options),
    ...objectsOf(element.option_groups).flatMap((group) => objectsOf(group.options)),
  ];
}

/** Returns the preselected options. */
export function initialOptions(element: JsonObject): JsonObject[] {
  const one = element.initial_option;
  const many = element.initial_options;
  return [one, ...(Array.isArray(many) ? many : [])].filter(
    (option): option is JsonObject => typeof option === 'object' && option !== null && !Array.isArray(option),
  );
}

export function seenOption(option: JsonObject, names: Names): SeenOption {
  const description = textOfSpans(textObject(objectOf(option.description), names));
  return {
    value: textOf(option.value),
    label: textOfSpans(textObject(objectOf(option.text), names)),
    ...(description ? { description } : {}),
  };
}

/** Returns whether several options can be chosen; otherwise exactly one. */
export function takesMany(element: JsonObject): boolean {
  const type = textOf(element.type);
  return type.startsWith('multi_') || type === 'checkboxes';
}

const buttons = ['button', 'feedback_buttons', 'icon_button', 'workflow_button'];

export function isButton(element: JsonObject): boolean {
  return buttons.includes(textOf(element.type));
}

/** Returns what a list is known by: its placeholder, or else the text that it stands beside. */
function named({ block, element }: SlackControl, names: Names): Pick<SeenSelect, 'placeholder' | 'prompted'> {
  const placeholder = textOf(objectOf(element.placeholder).text);
  if (placeholder !== '') return { placeholder };
  const beside = textOfSpans(textObject(objectOf(block.text), names));
  return beside === '' ? { placeholder } : { placeholder: beside, prompted: true };
}

export function seenControl(control: SlackControl, names: Names, people: () => readonly SeenOption[]): SeenControl {
  const { element, handle } = control;
  if (isButton(element)) {
    const label = textOf(objectOf(element.text).text);
    const url = textOf(element.url);
    if (url) return { kind: 'link', label, url };
    const style = element.style === 'primary' || element.style === 'danger' ? element.style : 'plain';
    return { kind: 'button', id: handle, label, style, disabled: false };
  }
  const listed = textOf(element.type).includes('users_select')
    ? people()
    : optionsOf(element).map((option) => seenOption(option, names));
  const most = typeof element.max_selected_items === 'number' ? element.max_selected_items : listed.length;
  return {
    kind: 'select',
    id: handle,
    ...named(control, names),
    options: listed,
    chosen: initialOptions(element).map((option) => textOf(option.value)),
    min: takesMany(element) ? 0 : 1,
    max: takesMany(element) ? Math.max(1, most) : 1,
  };
}
