import { DiscordError } from '../errors.ts';
import { idOf, isObject, type WireObject } from '../json.ts';
import { type FormErrors, type Path, refuseField } from './form-errors.ts';

/**
 * This file checks values of one kind, wherever they stand in a body, a path or a query, and refuses them in
 * Discord's words.
 */
const SNOWFLAKE = /^\d{1,20}$/;
const ISO8601 = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/;
const IMAGE = /^data:image\/(png|jpe?g|gif|webp);base64,[A-Za-z0-9+/]+={0,2}$/;

const notSnowflake = (value: unknown): string => `Value "${shown(value)}" is not snowflake.`;

/** Ids come as strings, and as numbers where a client writes them so. */
export function checkSnowflake(errors: FormErrors, path: Path, value: unknown): boolean {
  if (SNOWFLAKE.test(idOf(value))) return true;
  errors.add(path, 'NUMBER_TYPE_COERCE', notSnowflake(value));
  return false;
}

/** Checks an id in a path or a query. */
export function requireSnowflake(field: string, value: string): string {
  if (!SNOWFLAKE.test(value)) throw refuseField([field], 'NUMBER_TYPE_COERCE', notSnowflake(value));
  return value;
}

export function checkBoolean(errors: FormErrors, path: Path, value: unknown): boolean {
  if (value === undefined || value === null || typeof value === 'boolean') return true;
  errors.add(path, 'BOOLEAN_TYPE_CONVERT', 'Must be either true or false.');
  return false;
}

export function checkObject(errors: FormErrors, path: Path, value: unknown): value is WireObject {
  if (isObject(value)) return true;
  if (value !== undefined && value !== null)
    errors.add(path, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
  return false;
}

export function checkList(errors: FormErrors, path: Path, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value !== undefined && value !== null)
    errors.add(path, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
  return [];
}

/** Returns a list of dictionaries; an empty one, with an error, when anything else is among them. */
export function checkObjects(errors: FormErrors, path: Path, value: unknown): readonly WireObject[] {
  const list = checkList(errors, path, value);
  const strangers = [...list.keys()].filter((index) => !isObject(list[index]));
  for (const index of strangers)
    errors.add([...path, index], 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
  return strangers.length === 0 ? list.filter(isObject) : [];
}

/** Returns the bits of a permission set; 0 when it is left out. */
export function checkPermissions(errors: FormErrors, path: Path, value: unknown): bigint {
  if (value === undefined || value === null) return 0n;
  if (/^\d{1,20}$/.test(idOf(value))) return BigInt(idOf(value));
  errors.add(path, 'NUMBER_TYPE_COERCE', `Value "${shown(value)}" is not int.`);
  return 0n;
}

/** Returns milliseconds since 1970, or null when it isn't a time. */
export function checkTime(errors: FormErrors, path: Path, value: unknown): number | null {
  const at = typeof value === 'string' && ISO8601.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  errors.add(path, 'DATE_TIME_TYPE_PARSE', `Could not parse ${shown(value)}. Should be ISO8601.`);
  return null;
}

/** Checks a picture, given as `data:image/png;base64,…`. */
export function checkImage(errors: FormErrors, path: Path, value: unknown): void {
  if (value === undefined || value === null || (typeof value === 'string' && IMAGE.test(value))) return;
  errors.add(path, 'IMAGE_INVALID', 'Invalid image data');
}

/** Accepts `true`, `True` and `1` in a query. */
export const isTrue = (value: string | null): boolean => value !== null && /^(true|True|1)$/.test(value);

export function queryInteger(
  query: URLSearchParams,
  field: string,
  rule: { min: number; max: number; otherwise: number },
) {
  const given = query.get(field);
  if (given === null) return rule.otherwise;
  const value = /^-?\d{1,10}$/.test(given) ? Number(given) : null;
  if (value === null) throw refuseField([field], 'NUMBER_TYPE_COERCE', `Value "${shown(given)}" is not int.`);
  if (value < rule.min)
    throw refuseField([field], 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${rule.min}.`);
  if (value > rule.max)
    throw refuseField([field], 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${rule.max}.`);
  return value;
}

export function querySnowflake(query: URLSearchParams, field: string): bigint | null {
  const given = query.get(field);
  return given === null ? null : BigInt(requireSnowflake(field, given));
}

export function queryTime(query: URLSearchParams, field: string): number | null {
  const given = query.get(field);
  if (given === null) return null;
  const at = ISO8601.test(given) ? Date.parse(given) : Number.NaN;
  if (Number.isNaN(at))
    throw refuseField([field], 'DATE_TIME_TYPE_PARSE', `Could not parse ${shown(given)}. Should be ISO8601.`);
  return at;
}

/** The error for a body with another shape than the endpoint's. */
export const notAnObject = (): DiscordError =>
  new DiscordError(400, 50035, 'Invalid Form Body', {
    _errors: [{ code: 'MODEL_TYPE_CONVERT', message: 'Only dictionaries may be used in a ModelType' }],
  });

const shown = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))).slice(0, 100);
