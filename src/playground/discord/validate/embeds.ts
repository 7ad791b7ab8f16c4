import { objectOf, objectsOf, textOf, type WireObject } from '../json.ts';
import {
  checkCount,
  checkNumber,
  checkText,
  checkUrl,
  type FormErrors,
  lengthOf,
  type Path,
  type TextRule,
} from './form-errors.ts';
import { checkBoolean, checkList, checkObject, checkTime } from './values.ts';

const linkSchemes = ['http', 'https'];
const imageSchemes = ['http', 'https', 'attachment'];

/** Checks embeds and returns them as Discord would store them. */
export function checkEmbeds(errors: FormErrors, value: unknown, path: Path = ['embeds']): readonly WireObject[] {
  if (value === undefined || value === null) return [];
  const list = checkList(errors, path, value);
  checkCount(errors, path, list.length, 0, 10);
  const embeds = list.map((embed, index) => checkEmbed(errors, embed, [...path, index]));
  if (embeds.reduce((sum, embed) => sum + embedLength(embed), 0) > 6000) {
    errors.add(path, 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000');
  }
  return embeds;
}

function checkEmbed(errors: FormErrors, value: unknown, path: Path): WireObject {
  if (!checkObject(errors, path, value)) return {};
  checkTrimmed(errors, [...path, 'title'], value.title, { max: 256 });
  checkTrimmed(errors, [...path, 'description'], value.description, { max: 4096 });
  if ((value.timestamp ?? null) !== null) checkTime(errors, [...path, 'timestamp'], value.timestamp);
  checkNumber(errors, [...path, 'color'], value.color, 0, 0xffffff);
  if (typeof value.url === 'string') checkUrl(errors, [...path, 'url'], value.url, linkSchemes);
  checkSigned(errors, [...path, 'footer'], value.footer, 'text', 2048);
  checkSigned(errors, [...path, 'author'], value.author, 'name', 256);
  for (const image of ['image', 'thumbnail']) {
    const given = value[image];
    if (checkObject(errors, [...path, image], given))
      checkUrl(errors, [...path, image, 'url'], given.url, imageSchemes);
  }
  const fields = checkFields(errors, [...path, 'fields'], value.fields);
  const shown = ['title', 'description', 'author', 'footer', 'image', 'thumbnail'].some(
    (key) => value[key] !== undefined && value[key] !== null,
  );
  if (!shown && fields.length === 0)
    errors.add([...path, 'description'], 'BASE_TYPE_REQUIRED', 'This field is required');
  return { type: 'rich', ...value, fields: fields.map((field) => ({ inline: false, ...field })) };
}

/** Checks a text without its surrounding spaces, which don't count. */
function checkTrimmed(errors: FormErrors, path: Path, value: unknown, rule: TextRule): void {
  checkText(errors, path, typeof value === 'string' ? value.trim() : value, rule);
}

/** Checks a footer or author: a text, a picture, and for the author a link. */
function checkSigned(errors: FormErrors, path: Path, value: unknown, text: string, max: number): void {
  if (!checkObject(errors, path, value)) return;
  checkTrimmed(errors, [...path, text], value[text], { max, required: true });
  if (typeof value.url === 'string') checkUrl(errors, [...path, 'url'], value.url, linkSchemes);
  if (typeof value.icon_url === 'string') checkUrl(errors, [...path, 'icon_url'], value.icon_url, imageSchemes);
}

function checkFields(errors: FormErrors, path: Path, value: unknown): readonly WireObject[] {
  const list = checkList(errors, path, value);
  checkCount(errors, path, list.length, 0, 25);
  return list.flatMap((field, index) => {
    if (!checkObject(errors, [...path, index], field)) return [];
    checkTrimmed(errors, [...path, index, 'name'], field.name, { max: 256, required: true });
    checkTrimmed(errors, [...path, index, 'value'], field.value, { max: 1024, required: true });
    checkBoolean(errors, [...path, index, 'inline'], field.inline);
    return [field];
  });
}

function embedLength(embed: WireObject): number {
  const texts = [
    textOf(embed.title),
    textOf(embed.description),
    textOf(objectOf(embed.footer).text),
    textOf(objectOf(embed.author).name),
    ...objectsOf(embed.fields).flatMap((field) => [textOf(field.name), textOf(field.value)]),
  ];
  return texts.reduce((sum, text) => sum + lengthOf(text.trim()), 0);
}
