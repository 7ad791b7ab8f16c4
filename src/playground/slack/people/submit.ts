import { type FieldInput, PlatformRefusal } from '../../local-platform.ts';
import { checkView } from '../check/payload.ts';
import { checkSlackFiles } from '../check/slack-files.ts';
import type { SlackCore } from '../core.ts';
import { isObject, type Json, type JsonObject, objectOf, textOf } from '../json.ts';
import { ProtocolError } from '../protocol-error.ts';
import type { SlackUser } from '../state.ts';
import { viewJson } from '../view-json.ts';
import { stateField } from '../view-state.ts';
import { type View, valueAt } from '../views.ts';
import { fieldsInView, type ShownField } from './fields.ts';
import { filledValue, textsOf } from './fill.ts';
import { askInteractive, commonPayload } from './payloads.ts';
import { viewContext } from './press.ts';
import { refusalFor } from './refusals.ts';
import { isExternal, offered } from './suggestions.ts';

/** The words of Slack's client, in the language of its user, below a field that is left empty. */
const requiredIn = {
  'fr-FR': 'Veuillez remplir ce champ obligatoire :',
  'en-US': 'Please complete this required field:',
} as const;

const trouble = {
  'fr-FR': 'Nous avons eu un problème de connexion. Réessayez ?',
  'en-US': 'We had some trouble connecting. Try again?',
} as const;

export async function submitForm(
  core: SlackCore,
  user: SlackUser,
  given: Readonly<Record<string, FieldInput>>,
): Promise<void> {
  const view = openView(core, user);
  if (!isObject(view.definition.submit))
    throw refusalFor(user, "Ce formulaire n'a pas de bouton pour l'envoyer.", 'This form has no button to submit it.');
  const fields = fieldsInView(view);
  // Without a list to load nothing is awaited before the form is sent.
  const lists = fields.filter((field) => isExternal(field.element) && given[field.id] !== undefined);
  const offers = lists.length > 0 ? await offersFor(core, user, view, lists, given) : new Map<string, JsonObject[]>();
  fill(core, user, view, fields, given, offers);
  const missing = fields.find((field) => !field.optional && isEmpty(currentValue(view, field)));
  if (missing) throw new PlatformRefusal(`${requiredIn[user.locale]} ${missing.label}`);
  view.errors = {};
  const answer = await askInteractive(
    core,
    {
      type: 'view_submission',
      ...commonPayload(core, user),
      trigger_id: core.triggers.issue(user.id, view.id),
      view: viewJson(core.workspace, view),
      response_urls: responseUrls(core, user, view, fields),
    },
    new PlatformRefusal(trouble[user.locale]),
  );
  try {
    answered(core, user, view, fields, answer);
  } catch (error) {
    throw error instanceof ProtocolError ? new PlatformRefusal(`${trouble[user.locale]} (${describe(error)})`) : error;
  }
}

function describe(error: ProtocolError): string {
  return `${error.code} ${JSON.stringify(error.details)}`;
}

function openView(core: SlackCore, user: SlackUser): View {
  const view = core.views.top(user.id);
  if (!view) throw refusalFor(user, "Aucun formulaire n'est ouvert.", 'No form is open.');
  return view;
}

async function offersFor(
  core: SlackCore,
  user: SlackUser,
  view: View,
  lists: readonly ShownField[],
  given: Readonly<Record<string, FieldInput>>,
): Promise<Map<string, JsonObject[]>> {
  const offers = new Map<string, JsonObject[]>();
  for (const { id, block, element } of lists) {
    const wanted = textsOf(given[id] ?? []);
    offers.set(id, await offered(core, user, viewContext(core, view), block, element, wanted));
  }
  return offers;
}

function fill(
  core: SlackCore,
  user: SlackUser,
  view: View,
  fields: readonly ShownField[],
  given: Readonly<Record<string, FieldInput>>,
  offers: ReadonlyMap<string, JsonObject[]>,
): void {
  const filled: JsonObject = structuredClone(view.values);
  for (const [id, input] of Object.entries(given)) {
    const field = fields.find((one) => one.id === id);
    if (!field) {
      const known = fields.map((one) => one.id).join(', ');
      throw new Error(`the form has no field ${id}; it has: ${known || 'none'}`);
    }
    const value = filledValue(core, user, field.element, input, offers.get(id) ?? []);
    filled[field.block] = { ...objectOf(filled[field.block]), [field.action]: value };
  }
  view.values = filled;
}

function currentValue(view: View, field: ShownField): Json {
  const [name] = stateField(field.element);
  return valueAt(view.values, field.block, field.action)?.[name] ?? null;
}

function isEmpty(value: Json): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Returns response URLs for lists of conversations that ask to answer in the chosen one. */
function responseUrls(core: SlackCore, user: SlackUser, view: View, fields: readonly ShownField[]): JsonObject[] {
  return fields.flatMap((field) => {
    const channel = textOf(currentValue(view, field));
    if (field.element.response_url_enabled !== true || !core.workspace.channels.has(channel)) return [];
    const target = { channel, user: user.id, threadTs: null, message: null };
    const url = core.responseUrls.issue(core.base, 'app', target);
    return [{ block_id: field.block, action_id: field.action, channel_id: channel, response_url: url }];
  });
}

function answered(
  core: SlackCore,
  user: SlackUser,
  view: View,
  fields: readonly ShownField[],
  answer: Json | undefined,
): void {
  const response = isObject(answer) ? answer : {};
  switch (response.response_action) {
    case 'errors':
      showErrors(core, user, view, fields, response.errors);
      return;
    case 'update':
      core.views.update(view, modalOf(core, response.view), '');
      return;
    case 'push':
      core.views.push(user.id, modalOf(core, response.view));
      return;
    case 'clear':
      core.views.clear(user.id);
      return;
    case undefined:
      // The app may have opened another form in its place; that one stays.
      if (core.views.top(user.id) === view) core.views.pop(user.id);
      return;
    default:
      throw new PlatformRefusal(trouble[user.locale]);
  }
}

function modalOf(core: SlackCore, view: Json | undefined): JsonObject {
  checkView(view, 'modal');
  checkSlackFiles(core.workspace, view, 'invalid_arguments', '/view');
  return view;
}

function showErrors(
  core: SlackCore,
  user: SlackUser,
  view: View,
  fields: readonly ShownField[],
  errors: Json | undefined,
): void {
  const given = objectOf(errors);
  const known = fields.filter((field) => field.inInput).map((field) => field.block);
  const texts = Object.entries(given);
  const wrong = texts.filter(([block, text]) => !known.includes(block) || typeof text !== 'string' || text === '');
  if (texts.length === 0 || wrong.length > 0) {
    throw new PlatformRefusal(
      `${trouble[user.locale]} (errors for ${wrong.map(([block]) => block).join(', ') || 'no block'})`,
    );
  }
  view.errors = Object.fromEntries(texts.map(([block, text]) => [block, textOf(text)]));
  core.workspace.touch();
}

export async function dismissForm(core: SlackCore, user: SlackUser): Promise<void> {
  const view = openView(core, user);
  const all = view.definition.clear_on_close === true;
  const closed = all ? [...core.views.stack(user.id)].reverse() : [view];
  const payloads = closed
    .filter((one) => one.definition.notify_on_close === true)
    .map((one) => ({
      type: 'view_closed',
      ...commonPayload(core, user),
      view: viewJson(core.workspace, one),
      is_cleared: all,
    }));
  if (all) core.views.clear(user.id);
  else core.views.pop(user.id);
  // The form closes for the person whether the app answers or not.
  for (const payload of payloads) await core.delivery.ask('interactive', payload);
}
