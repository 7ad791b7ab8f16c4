import { isObject, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { checkCount, checkNumber, checkText, checkUrl, type FormErrors, lengthOf, type Path } from './form-errors.ts';

const linkSchemes = ['http', 'https'];
const imageSchemes = ['http', 'https', 'attachment'];

/** Checks embeds and gives them back as Discord would store them. */
export function checkEmbeds(errors: FormErrors, value: unknown, path: Path = ['embeds']): readonly JsonObject[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    errors.add(path, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
    return [];
  }
  checkCount(errors, path, value.length, 0, 10);
  const embeds = value.map((embed, index) => checkEmbed(errors, embed, [...path, index]));
  if (embeds.reduce((sum, embed) => sum + embedLength(embed), 0) > 6000) {
    errors.add(path, 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000');
  }
  return embeds;
}

function checkEmbed(errors: FormErrors, value: unknown, path: Path): JsonObject {
  if (!isObject(value)) {
    errors.add(path, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
    return {};
  }
  checkText(errors, [...path, 'title'], value.title, { max: 256 });
  checkText(errors, [...path, 'description'], value.description, { max: 4096 });
  checkNumber(errors, [...path, 'color'], value.color, 0, 0xffffff);
  if (typeof value.url === 'string') checkUrl(errors, [...path, 'url'], value.url, linkSchemes);
  if (isObject(value.footer))
    checkText(errors, [...path, 'footer', 'text'], value.footer.text, { max: 2048, required: true });
  if (isObject(value.author))
    checkText(errors, [...path, 'author', 'name'], value.author.name, { max: 256, required: true });
  for (const image of ['image', 'thumbnail']) {
    if (isObject(value[image])) checkUrl(errors, [...path, image, 'url'], value[image].url, imageSchemes);
  }
  const fields = objectsOf(value.fields);
  checkCount(errors, [...path, 'fields'], fields.length, 0, 25);
  for (const [index, field] of fields.entries()) {
    checkText(errors, [...path, 'fields', index, 'name'], field.name, { max: 256, required: true });
    checkText(errors, [...path, 'fields', index, 'value'], field.value, { max: 1024, required: true });
  }
  const shown = ['title', 'description', 'author', 'footer', 'image', 'thumbnail'].some(
    (key) => value[key] !== undefined && value[key] !== null,
  );
  if (!shown && fields.length === 0)
    errors.add([...path, 'description'], 'BASE_TYPE_REQUIRED', 'This field is required');
  return { type: 'rich', ...value, fields: fields.map((field) => ({ inline: false, ...field })) };
}

function embedLength(embed: JsonObject): number {
  const texts = [
    textOf(embed.title),
    textOf(embed.description),
    textOf(objectOf(embed.footer).text),
    textOf(objectOf(embed.author).name),
    ...objectsOf(embed.fields).flatMap((field) => [textOf(field.name), textOf(field.value)]),
  ];
  return texts.reduce((sum, text) => sum + lengthOf(text), 0);
}
