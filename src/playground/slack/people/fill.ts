import { DateTime } from 'luxon';
import type { FieldInput, UploadedFile } from '../../local-platform.ts';
import type { SlackCore } from '../core.ts';
import { newFile } from '../files.ts';
import { type Json, type JsonObject, stringsOf, textOf } from '../json.ts';
import { extensionOf, fileJson } from '../message-json.ts';
import { initialOptions, optionsOf, takesMany } from '../read/controls.ts';
import { escaped } from '../read/mrkdwn.ts';
import { richTextOf } from '../read/rich-text.ts';
import type { SlackUser } from '../state.ts';
import { stateField } from '../view-state.ts';
import { refusalFor } from './refusals.ts';
import { chosenOption } from './suggestions.ts';

export const zone = 'Europe/Paris';
const largestFile = 10 * 1024 * 1024;

/**
 * Returns the state after someone put this into the field. Throws when Slack's client wouldn't let one enter it.
 * `suggested` holds the app's options for an external select.
 */
export function filledValue(
  core: SlackCore,
  user: SlackUser,
  element: JsonObject,
  input: FieldInput,
  suggested: readonly JsonObject[],
): JsonObject {
  const [name] = stateField(element);
  return { type: element.type, [name]: entered(core, user, element, input, suggested) };
}

function entered(
  core: SlackCore,
  user: SlackUser,
  element: JsonObject,
  input: FieldInput,
  suggested: readonly JsonObject[],
): Json {
  const texts = textsOf(input);
  const [first = ''] = texts;
  switch (element.type) {
    case 'file_input':
      return uploadFiles(core, user, element, input);
    case 'datepicker':
      return first === '' ? null : moment(user, first, 'yyyy-MM-dd');
    case 'timepicker':
      return first === '' ? null : moment(user, first, 'HH:mm');
    case 'datetimepicker':
      return first === '' ? null : Math.floor(local(user, first).toSeconds());
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return typedText(user, element, texts.join('\n'));
    case 'rich_text_input':
      return first === '' ? null : richTextOf(escaped(first));
    default:
      return picked(core, user, element, texts, suggested);
  }
}

export function textsOf(input: FieldInput): string[] {
  if (typeof input === 'string') return [input];
  return input.filter((one): one is string => typeof one === 'string');
}

/** Picks one or several options, people or channels of a list. */
function picked(
  core: SlackCore,
  user: SlackUser,
  element: JsonObject,
  wanted: readonly string[],
  suggested: readonly JsonObject[],
): Json {
  const most = element.max_selected_items;
  if (typeof most === 'number' && wanted.length > most) {
    throw refusalFor(user, `Vous pouvez choisir jusqu'à ${most} éléments.`, `You can select up to ${most} items.`);
  }
  const chosen = wanted.filter((value) => value !== '').map((value) => pick(core, user, element, value, suggested));
  if (takesMany(element)) return chosen;
  if (chosen.length > 1) throw refusalFor(user, 'Un seul élément peut être choisi.', 'Only one item can be selected.');
  return chosen[0] ?? null;
}

function pick(
  core: SlackCore,
  user: SlackUser,
  element: JsonObject,
  wanted: string,
  suggested: readonly JsonObject[],
): Json {
  const nothing = () => refusalFor(user, `Aucun résultat pour « ${wanted} ».`, `No results for "${wanted}".`);
  const type = textOf(element.type).replace(/^multi_/, '');
  const { workspace } = core;
  if (type === 'users_select') {
    const found = workspace.users.get(wanted) ?? [...workspace.users.values()].find(({ name }) => name === wanted);
    if (!found) throw nothing();
    return found.id;
  }
  if (type === 'conversations_select' || type === 'channels_select') {
    const name = wanted.replace(/^#/, '');
    const found =
      workspace.channels.get(wanted) ?? [...workspace.channels.values()].find((channel) => channel.name === name);
    if (!found) throw nothing();
    return found.id;
  }
  const options = [...optionsOf(element), ...initialOptions(element), ...suggested];
  const chosen = chosenOption(options, wanted);
  if (!chosen) throw nothing();
  return chosen;
}

function typedText(user: SlackUser, element: JsonObject, text: string): string | null {
  if (text === '') return null;
  const most = typeof element.max_length === 'number' ? element.max_length : 3000;
  const least = typeof element.min_length === 'number' ? element.min_length : 0;
  if (element.type === 'plain_text_input') {
    if (text.length > most)
      throw refusalFor(
        user,
        `Ce champ contient au plus ${most} caractères.`,
        `This field can hold ${most} characters.`,
      );
    if (text.length < least)
      throw refusalFor(user, `Saisissez au moins ${least} caractères.`, `Please enter at least ${least} characters.`);
  }
  if (element.type === 'email_text_input' && !/^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text)) {
    throw refusalFor(user, 'Saisissez une adresse e-mail valide.', 'Please enter a valid email address.');
  }
  if (element.type === 'url_text_input' && !/^https?:\/\//.test(text)) {
    throw refusalFor(user, 'Saisissez une URL valide.', 'Please enter a valid URL.');
  }
  if (element.type === 'number_input') checkNumber(user, element, text);
  return text;
}

function checkNumber(user: SlackUser, element: JsonObject, text: string): void {
  const pattern = element.is_decimal_allowed === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  if (!pattern.test(text)) throw refusalFor(user, 'Saisissez un nombre valide.', 'Please enter a valid number.');
  const [least, most] = [Number(element.min_value ?? -Infinity), Number(element.max_value ?? Infinity)];
  if (Number(text) < least)
    throw refusalFor(
      user,
      `Saisissez un nombre supérieur ou égal à ${least}.`,
      `Please enter a number greater than or equal to ${least}.`,
    );
  if (Number(text) > most)
    throw refusalFor(
      user,
      `Saisissez un nombre inférieur ou égal à ${most}.`,
      `Please enter a number less than or equal to ${most}.`,
    );
}

function local(user: SlackUser, text: string): DateTime<true> {
  const read = DateTime.fromISO(text, { zone });
  if (!read.isValid) throw refusalFor(user, `« ${text} » n'est pas une date.`, `"${text}" is not a date.`);
  return read;
}

/** Reads `2026-11-14`, `18:30` or both, and keeps the part that the field asks for. */
function moment(user: SlackUser, text: string, format: string): string {
  return local(user, text).toFormat(format);
}

function uploadFiles(core: SlackCore, user: SlackUser, element: JsonObject, input: FieldInput): Json {
  const given = typeof input === 'string' ? [] : input.filter((one): one is UploadedFile => typeof one === 'object');
  const most = typeof element.max_files === 'number' ? element.max_files : 10;
  if (given.length > most)
    throw refusalFor(user, `Vous pouvez importer jusqu'à ${most} fichiers.`, `You can upload up to ${most} files.`);
  const types = stringsOf(element.filetypes);
  return given.map((file) => {
    if (types.length > 0 && !types.includes(extensionOf(file.name))) {
      const kinds = types.join(', ');
      throw refusalFor(
        user,
        `${file.name} n'est pas d'un type de fichier accepté : ${kinds}.`,
        `${file.name} is not one of the supported file types: ${kinds}.`,
      );
    }
    if (sizeOf(file) > largestFile) {
      throw refusalFor(user, `${file.name} dépasse 10 Mo.`, `${file.name} is larger than 10 MB.`);
    }
    return fileJson(core.workspace, core.base, uploadFile(core, user, file));
  });
}

const sizeOf = ({ size, bytes }: UploadedFile): number => size ?? bytes.length;

export function uploadFile(core: SlackCore, user: SlackUser, file: UploadedFile) {
  const stored = newFile(core.workspace, {
    name: file.name,
    user: user.id,
    size: sizeOf(file),
    altText: file.alt ?? null,
  });
  stored.bytes = Buffer.from(file.bytes);
  stored.complete = true;
  stored.processed = true;
  return stored;
}
