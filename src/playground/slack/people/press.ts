import type { SlackCore } from '../core.ts';
import { copyOf, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { messageJson } from '../message-json.ts';
import { controlsOf, initialOptions, isButton, optionsOf, type SlackControl } from '../read/controls.ts';
import type { SlackMessage, SlackUser } from '../state.ts';
import { viewJson } from '../view-json.ts';
import { initialState, stateField } from '../view-state.ts';
import type { View } from '../views.ts';
import { filledValue } from './fill.ts';
import { actionTs, askInteractive, channelNameForApps, commonPayload } from './payloads.ts';
import { changedRefusal, refusalFor } from './refusals.ts';
import { chosenOption, isExternal, offered } from './suggestions.ts';

const silence = ["Cette application n'a pas répondu. Réessayez.", 'This app did not respond. Try again.'] as const;

/** Uses an element of a message: presses a button, or chooses values in a list. */
export async function useInMessage(
  core: SlackCore,
  user: SlackUser,
  message: SlackMessage,
  handle: string,
  values: readonly string[],
): Promise<void> {
  const control = controlNamed(user, message.blocks, handle);
  const where = messageContext(core, message);
  // Without a list to load nothing is awaited: the action is sent at once, before any clock moves.
  const suggested = isExternal(control.element) ? await offers(core, user, control, values, where) : [];
  const used = usedElement(core, user, control, values, suggested);
  const { action_id: action = '', block_id: block = '' } = used.action;
  if (used.state) {
    const chosen = message.chosen.get(user.id) ?? {};
    chosen[textOf(block)] = { ...objectOf(chosen[textOf(block)]), [textOf(action)]: used.state };
    message.chosen.set(user.id, chosen);
  }
  const target = { channel: message.channel, user: user.id, threadTs: null, message: message.ts };
  await askInteractive(
    core,
    {
      type: 'block_actions',
      ...commonPayload(core, user),
      ...where,
      // Slack doesn't send back the content of a message that only one person sees.
      ...(message.ephemeralTo === null ? { message: messageJson(core.workspace, core.base, message) } : {}),
      state: { values: messageState(message, user) },
      trigger_id: core.triggers.issue(user.id),
      response_url: core.responseUrls.issue(core.base, 'actions', target),
      actions: [used.action],
    },
    refusalFor(user, ...silence),
  );
}

/** Uses an element of an open form or of the home tab; the values filled in so far are sent along. */
export async function useInView(
  core: SlackCore,
  user: SlackUser,
  view: View,
  handle: string,
  values: readonly string[],
): Promise<void> {
  const control = controlNamed(user, objectsOf(view.definition.blocks), handle);
  const where = viewContext(core, view);
  const suggested = isExternal(control.element) ? await offers(core, user, control, values, where) : [];
  const used = usedElement(core, user, control, values, suggested);
  if (used.state) {
    const block = textOf(control.block.block_id);
    view.values[block] = { ...objectOf(view.values[block]), [textOf(control.element.action_id)]: used.state };
  }
  const quiet = control.block.type === 'input' && control.block.dispatch_action !== true;
  if (quiet) return core.workspace.touch();
  const modal = view.definition.type === 'modal';
  await askInteractive(
    core,
    {
      type: 'block_actions',
      ...commonPayload(core, user),
      ...viewContext(core, view),
      trigger_id: core.triggers.issue(user.id, modal ? view.id : null),
      actions: [used.action],
    },
    refusalFor(user, ...silence),
  );
}

function controlNamed(user: SlackUser, blocks: readonly JsonObject[], handle: string): SlackControl {
  const controls = controlsOf(blocks);
  const found =
    controls.find((control) => control.handle === handle) ??
    controls.find((control) => control.block.type === 'input' && control.block.block_id === handle);
  if (found) return found;
  throw changedRefusal(user);
}

function usedElement(
  core: SlackCore,
  user: SlackUser,
  { block, element }: SlackControl,
  values: readonly string[],
  suggested: readonly JsonObject[],
): { action: JsonObject; state: JsonObject | null } {
  const blockId = textOf(block.block_id);
  const ids = { action_id: element.action_id, block_id: blockId, type: element.type, action_ts: actionTs(core) };
  if (isButton(element)) {
    const { text, value, style } = element;
    return {
      action: {
        ...ids,
        text,
        ...(value === undefined ? {} : { value }),
        ...(style === undefined ? {} : { style }),
      },
      state: null,
    };
  }
  if (element.type === 'overflow') {
    const option = filledValue(core, user, { ...element, type: 'static_select' }, values, []);
    return { action: { ...ids, selected_option: option.selected_option }, state: null };
  }
  if (isListOfOwn(element) && !values.every((value) => value === '' || isOffered(element, value)))
    throw changedRefusal(user);
  const state = filledValue(core, user, element, values, suggested);
  const [name] = stateField(element);
  if (state[name] === null && !isCleared(values)) throw refusalFor(user, "Rien n'est choisi.", 'Nothing was chosen.');
  return { action: { ...ids, [name]: state[name] }, state };
}

const isListOfOwn = ({ type }: JsonObject): boolean => type === 'static_select' || type === 'multi_static_select';

const isOffered = (element: JsonObject, value: string): boolean =>
  chosenOption([...optionsOf(element), ...initialOptions(element)], value) !== undefined;

function offers(core: SlackCore, user: SlackUser, control: SlackControl, values: readonly string[], where: JsonObject) {
  return offered(core, user, where, textOf(control.block.block_id), control.element, values);
}

function isCleared(values: readonly string[]): boolean {
  return values.every((value) => value === '');
}

function messageContext(core: SlackCore, message: SlackMessage): JsonObject {
  const channel = core.workspace.channels.get(message.channel);
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: message.ephemeralTo !== null,
      ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    },
    channel: { id: message.channel, name: channel ? channelNameForApps(channel) : '' },
  };
}

export function viewContext(core: SlackCore, view: View): JsonObject {
  return { container: { type: 'view', view_id: view.id }, view: viewJson(core.workspace, view) };
}

function messageState(message: SlackMessage, user: SlackUser): JsonObject {
  const values = initialState(message.blocks);
  for (const [block, chosen] of Object.entries(message.chosen.get(user.id) ?? {})) {
    values[block] = { ...objectOf(values[block]), ...copyOf(objectOf(chosen)) };
  }
  return values;
}
