import { isObject, type WireObject } from '../json.ts';
import { checkText, type FormErrors, type Path } from './form-errors.ts';

const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const locales = new Set([
  'id',
  'da',
  'de',
  'en-GB',
  'en-US',
  'es-ES',
  'es-419',
  'fr',
  'hr',
  'it',
  'lt',
  'hu',
  'nl',
  'no',
  'pl',
  'pt-BR',
  'ro',
  'fi',
  'sv-SE',
  'vi',
  'tr',
  'cs',
  'el',
  'bg',
  'ru',
  'uk',
  'hi',
  'th',
  'zh-CN',
  'ja',
  'zh-TW',
  'ko',
]);

type CheckWords = (path: Path, words: unknown) => void;

/** Checks the name and the description of a command or an option, in every language. */
export function checkNaming(errors: FormErrors, path: Path, item: WireObject): void {
  checkName(errors, [...path, 'name'], item.name);
  checkDescription(errors, [...path, 'description'], item.description);
  checkTranslations(errors, [...path, 'name_localizations'], item.name_localizations, (at, name) =>
    checkName(errors, at, name),
  );
  checkTranslations(errors, [...path, 'description_localizations'], item.description_localizations, (at, words) =>
    checkDescription(errors, at, words),
  );
}

/** Checks the name of a person's or a message's menu entry: any capitals and spaces are allowed. */
export function checkMenuName(errors: FormErrors, path: Path, item: WireObject): void {
  const check: CheckWords = (at, name) => checkText(errors, at, name, { min: 1, max: 32, required: true });
  check([...path, 'name'], item.name);
  checkTranslations(errors, [...path, 'name_localizations'], item.name_localizations, check);
}

export function checkChoiceName(errors: FormErrors, path: Path, choice: WireObject): void {
  const check: CheckWords = (at, name) => checkText(errors, at, name, { min: 1, max: 100, required: true });
  check([...path, 'name'], choice.name);
  checkTranslations(errors, [...path, 'name_localizations'], choice.name_localizations, check);
}

function checkTranslations(errors: FormErrors, path: Path, value: unknown, check: CheckWords): void {
  if (value === undefined || value === null) return;
  if (!isObject(value)) {
    errors.add(path, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType');
    return;
  }
  for (const [locale, words] of Object.entries(value)) {
    if (!locales.has(locale)) errors.add([...path, locale], 'INVALID_LOCALE', `Locale '${locale}' is not supported`);
    if (words !== null) check([...path, locale], words);
  }
}

function checkDescription(errors: FormErrors, path: Path, words: unknown): void {
  checkText(errors, path, words, { min: 1, max: 100, required: true });
}

function checkName(errors: FormErrors, path: Path, name: unknown): void {
  if (!checkText(errors, path, name, { min: 1, max: 32, required: true })) return;
  if (!namePattern.test(name) || name !== name.toLowerCase())
    errors.add(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
}
