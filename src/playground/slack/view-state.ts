import { elementsOf } from './check/payload.ts';
import { type Json, type JsonObject, textOf } from './json.ts';

/** Elements without state, such as buttons and overflow menus. */
const stateless = ['button', 'overflow', 'feedback_buttons', 'icon_button', 'workflow_button', 'image'];

/** Returns `state.values` before anyone has touched anything. */
export function initialState(blocks: readonly JsonObject[]): JsonObject {
  const values: JsonObject = {};
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      if (stateless.includes(textOf(element.type))) continue;
      const id = textOf(block.block_id);
      const held = values[id];
      const others = typeof held === 'object' && held !== null && !Array.isArray(held) ? held : {};
      values[id] = { ...others, [textOf(element.action_id)]: initialValue(element) };
    }
  }
  return values;
}

function initialValue(element: JsonObject): JsonObject {
  const [name, initial] = stateField(element);
  return { type: element.type, [name]: initial };
}

/** Returns the field of `state.values` that an element of this type fills, and its initial value. */
export function stateField(element: JsonObject): [name: string, initial: Json] {
  const from = (name: string, otherwise: Json): Json => element[name] ?? otherwise;
  switch (element.type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return ['selected_option', from('initial_option', null)];
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return ['selected_options', from('initial_options', [])];
    case 'users_select':
      return ['selected_user', from('initial_user', null)];
    case 'multi_users_select':
      return ['selected_users', from('initial_users', [])];
    case 'conversations_select':
      return ['selected_conversation', from('initial_conversation', null)];
    case 'multi_conversations_select':
      return ['selected_conversations', from('initial_conversations', [])];
    case 'channels_select':
      return ['selected_channel', from('initial_channel', null)];
    case 'multi_channels_select':
      return ['selected_channels', from('initial_channels', [])];
    case 'datepicker':
      return ['selected_date', from('initial_date', null)];
    case 'timepicker':
      return ['selected_time', from('initial_time', null)];
    case 'datetimepicker':
      return ['selected_date_time', from('initial_date_time', null)];
    case 'file_input':
      return ['files', []];
    case 'rich_text_input':
      return ['rich_text_value', from('initial_value', null)];
    default:
      return ['value', from('initial_value', null)];
  }
}
