import type { SeenOption } from '../../local-platform.ts';
import { onKeyboard } from '../../on-keyboard.ts';
import type { SlackCore } from '../core.ts';
import { isObject, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { initialOptions, optionsOf } from '../read/controls.ts';
import type { SlackUser } from '../state.ts';
import { askInteractive, commonPayload } from './payloads.ts';
import { refusalFor } from './refusals.ts';

const mostOptions = 100;
const notLoaded = ["Les résultats n'ont pas pu être chargés.", 'Results could not be loaded.'] as const;

/** Asks the app for the options of an external select while someone types in it. */
export async function suggestedOptions(
  core: SlackCore,
  user: SlackUser,
  where: JsonObject,
  blockId: string,
  element: JsonObject,
  typed: string,
): Promise<JsonObject[]> {
  const least = typeof element.min_query_length === 'number' ? element.min_query_length : 3;
  if (typed.length < least) return [];
  const answer = await askInteractive(
    core,
    {
      type: 'block_suggestion',
      ...commonPayload(core, user),
      action_id: textOf(element.action_id),
      block_id: blockId,
      value: typed,
      ...where,
    },
    refusalFor(user, ...notLoaded),
  );
  if (!isObject(answer)) throw refusalFor(user, ...notLoaded);
  const options = optionsOf(answer);
  if (options.length > mostOptions || !options.every(wellFormed)) {
    throw refusalFor(user, ...notLoaded);
  }
  return options;
}

function wellFormed(option: JsonObject): boolean {
  const text = textOf(objectOf(option.text).text);
  const value = textOf(option.value);
  return text !== '' && text.length <= 75 && value !== '' && value.length <= 75;
}

/** Returns the option with this value or label. */
export function chosenOption(options: readonly JsonObject[], wanted: string): JsonObject | undefined {
  return (
    options.find((option) => option.value === wanted) ??
    options.find((option) => onKeyboard(textOf(objectOf(option.text).text)) === onKeyboard(wanted))
  );
}

export function labelled(options: readonly JsonObject[]): SeenOption[] {
  return objectsOf([...options]).map((option) => ({
    value: textOf(option.value),
    label: textOf(objectOf(option.text).text),
  }));
}

/** Returns the app's options for the values wanted in an external select, unless they are chosen already. */
export async function offered(
  core: SlackCore,
  user: SlackUser,
  where: JsonObject,
  blockId: string,
  element: JsonObject,
  wanted: readonly string[],
): Promise<JsonObject[]> {
  const unknown = wanted.filter((one) => one !== '' && !chosenOption(initialOptions(element), one));
  const lists = unknown.map((one) => suggestedOptions(core, user, where, blockId, element, one));
  return (await Promise.all(lists)).flat();
}

export function isExternal(element: JsonObject): boolean {
  return element.type === 'external_select' || element.type === 'multi_external_select';
}
