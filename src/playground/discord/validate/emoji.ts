import { isObject } from '../json.ts';
import { isEmoji } from '../model/emoji.ts';
import type { FormErrors, Path } from './form-errors.ts';
import { checkBoolean, checkSnowflake } from './values.ts';

/** Checks the emoji of a button or an option. It has to be Unicode: a guild's own ones are taken in reactions alone. */
export function checkEmoji(errors: FormErrors, path: Path, value: unknown): void {
  if (value === undefined || value === null) return;
  if (!isObject(value)) {
    errors.add(path, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
    return;
  }
  checkBoolean(errors, [...path, 'animated'], value.animated);
  const own = value.id !== undefined && value.id !== null;
  if (own && !checkSnowflake(errors, [...path, 'id'], value.id)) return;
  if (own || typeof value.name !== 'string' || !isEmoji(value.name))
    errors.add([...path, own ? 'id' : 'name'], 'COMPONENT_INVALID_EMOJI', 'Invalid emoji');
}
