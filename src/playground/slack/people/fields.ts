import { DateTime } from 'luxon';
import type { SeenField, SeenForm, SeenOption } from '../../local-platform.ts';
import { elementsOf } from '../check/payload.ts';
import type { SlackCore } from '../core.ts';
import { type Json, type JsonObject, objectOf, objectsOf, stringsOf, textOf } from '../json.ts';
import { controlsOf, initialOptions, isButton, optionsOf, seenOption } from '../read/controls.ts';
import type { Names } from '../read/plain-text.ts';
import { mrkdwnText, richTextParts } from '../read/plain-text.ts';
import type { SeenBlocks } from '../read/seen-blocks.ts';
import { seenBlocks, textOfBlocks } from '../read/seen-blocks.ts';
import { stateField } from '../view-state.ts';
import { type View, valueAt } from '../views.ts';
import { zone } from './fill.ts';

/** A field of a form, with its ids in the state. */
export interface ShownField {
  readonly id: string;
  readonly block: string;
  readonly action: string;
  readonly label: string;
  readonly optional: boolean;
  /** True in an input block, which can show errors; false for a list beside a text. */
  readonly inInput: boolean;
  readonly element: JsonObject;
}

/** Returns the fields. Their ids are the block's, followed by the action's where a block holds several. */
export function fieldsInView(view: View): ShownField[] {
  return objectsOf(view.definition.blocks).flatMap((block) => {
    const elements = elementsOf(block).filter((element) => !isButton(element) && element.type !== 'overflow');
    const inInput = block.type === 'input';
    return elements.map((element) => {
      const [blockId, action] = [textOf(block.block_id), textOf(element.action_id)];
      return {
        id: elements.length > 1 ? `${blockId}/${action}` : blockId,
        block: blockId,
        action,
        label: textOf(objectOf(inInput ? block.label : block.text).text),
        optional: !inInput || block.optional === true,
        inInput,
        element,
      };
    });
  });
}

export function seenForm(core: SlackCore, view: View, reading: SeenBlocks): SeenForm {
  const blocks = objectsOf(view.definition.blocks);
  const explaining = blocks.filter((block) => block.type !== 'input');
  const usable = controlsOf(explaining);
  return {
    id: view.id,
    title: textOf(objectOf(view.definition.title).text),
    text: textOfBlocks(seenBlocks(explaining, usable, reading)),
    fields: fieldsInView(view).map((field) => seenField(core, view, field, hintOf(blocks, field), reading.names)),
    submit: textOf(objectOf(view.definition.submit).text),
    errors: { ...view.errors },
  };
}

function hintOf(blocks: readonly JsonObject[], field: ShownField): string {
  const block = blocks.find((one) => one.block_id === field.block);
  return textOf(objectOf(block?.hint).text);
}

const kinds: Readonly<Record<string, SeenField['kind']>> = {
  static_select: 'choice',
  external_select: 'choice',
  radio_buttons: 'choice',
  multi_static_select: 'choices',
  multi_external_select: 'choices',
  checkboxes: 'choices',
  users_select: 'person',
  multi_users_select: 'person',
  conversations_select: 'channel',
  multi_conversations_select: 'channel',
  channels_select: 'channel',
  multi_channels_select: 'channel',
  datepicker: 'moment',
  timepicker: 'moment',
  datetimepicker: 'moment',
  file_input: 'file',
  rich_text_input: 'longText',
};

const parts: Readonly<Record<string, 'day' | 'time' | 'both'>> = {
  datepicker: 'day',
  timepicker: 'time',
  datetimepicker: 'both',
};

function seenField(core: SlackCore, view: View, field: ShownField, hint: string, names: Names): SeenField {
  const { element } = field;
  const kind = kinds[textOf(element.type)] ?? (element.multiline === true ? 'longText' : 'text');
  const part = parts[textOf(element.type)];
  const [name] = stateField(element);
  const held = valueAt(view.values, field.block, field.action)?.[name] ?? null;
  return {
    id: field.id,
    label: field.inInput ? field.label : mrkdwnText(field.label, names),
    hint,
    kind,
    ...(part ? { part } : {}),
    required: !field.optional,
    value: shownValue(element, held, names),
    options: shownOptions(core, element, kind, names),
    maxLength: maxLength(element),
  };
}

function maxLength(element: JsonObject): number | null {
  if (typeof element.max_length === 'number') return element.max_length;
  return element.type === 'plain_text_input' ? 3000 : null;
}

function shownOptions(core: SlackCore, element: JsonObject, kind: SeenField['kind'], names: Names): SeenOption[] {
  if (kind === 'person') return peopleOptions(core);
  if (kind === 'channel') {
    return [...core.workspace.channels.values()]
      .filter((channel) => channel.kind !== 'im' && !channel.archived)
      .map((channel) => ({ value: channel.id, label: `#${channel.name}` }));
  }
  const listed = optionsOf(element);
  return (listed.length > 0 ? listed : initialOptions(element)).map((option) => seenOption(option, names));
}

export function peopleOptions(core: SlackCore): SeenOption[] {
  return [...core.workspace.users.values()]
    .filter((user) => !user.bot && !user.deactivated)
    .map((user) => ({ value: user.id, label: user.name }));
}

function shownValue(element: JsonObject, held: Json, names: Names): string[] {
  if (held === null || held === '') return [];
  if (element.type === 'datetimepicker') {
    return [DateTime.fromSeconds(Number(held), { zone }).toFormat("yyyy-MM-dd'T'HH:mm")];
  }
  if (element.type === 'file_input') return objectsOf(held).map((file) => textOf(file.name));
  if (element.type === 'rich_text_input') return richTextParts(objectOf(held), names).map((part) => part.text);
  if (typeof held === 'string') return [held];
  if (Array.isArray(held)) return [...stringsOf(held), ...objectsOf(held).map((option) => textOf(option.value))];
  return [textOf(objectOf(held).value)];
}
