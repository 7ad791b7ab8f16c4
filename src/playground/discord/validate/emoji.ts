import { isObject } from '../json.ts';
import type { FormErrors, Path } from './form-errors.ts';
import { checkBoolean, checkSnowflake } from './values.ts';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Returns whether the text is exactly one Unicode emoji. */
export function isEmoji(text: string): boolean {
  const known = /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3/u.test(text);
  return known && [...segmenter.segment(text)].length === 1;
}

/** Checks the emoji of a button or an option. It has to be Unicode, because no server of this Discord has its own. */
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
