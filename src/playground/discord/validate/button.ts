import type { WireObject } from '../json.ts';
import { checkEmoji } from './emoji.ts';
import { checkText, checkUrl, type FormErrors, type Path } from './form-errors.ts';
import { checkCustomId } from './interactive.ts';
import { checkBoolean, checkSnowflake } from './values.ts';

const link = 5;
const premium = 6;

const given = (value: unknown): boolean => value !== undefined && value !== null;

/** Checks a button; the rules depend on its style. */
export function checkButton(errors: FormErrors, path: Path, button: WireObject, seen: Set<string>): void {
  const { style } = button;
  if (typeof style !== 'number' || !Number.isInteger(style) || style < 1 || style > premium) {
    errors.add([...path, 'style'], 'BASE_TYPE_CHOICES', 'Value must be one of {1, 2, 3, 4, 5, 6}.');
    return;
  }
  checkBoolean(errors, [...path, 'disabled'], button.disabled);
  checkEmoji(errors, [...path, 'emoji'], button.emoji);
  checkText(errors, [...path, 'label'], button.label, { max: 80 });
  if (style === premium) {
    checkPremium(errors, path, button);
    return;
  }
  if ((!given(button.label) || button.label === '') && !given(button.emoji))
    errors.add(path, 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A button must have a label or an emoji.');
  if (given(button.sku_id))
    errors.add([...path, 'sku_id'], 'BUTTON_COMPONENT_INVALID_SKU', 'A SKU can only be specified for premium buttons');
  if (style === link) {
    checkLink(errors, path, button);
    return;
  }
  if (given(button.url))
    errors.add([...path, 'url'], 'BUTTON_COMPONENT_INVALID_URL', 'A url can only be specified for link buttons');
  checkCustomId(errors, path, button.custom_id, seen);
}

function checkLink(errors: FormErrors, path: Path, button: WireObject): void {
  if (checkText(errors, [...path, 'url'], button.url, { max: 512, required: true }))
    checkUrl(errors, [...path, 'url'], button.url, ['http', 'https', 'discord']);
  if (given(button.custom_id))
    errors.add(
      path,
      'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
      'A custom id and url cannot both be specified',
    );
}

function checkPremium(errors: FormErrors, path: Path, button: WireObject): void {
  if (given(button.sku_id)) checkSnowflake(errors, [...path, 'sku_id'], button.sku_id);
  else errors.add([...path, 'sku_id'], 'BASE_TYPE_REQUIRED', 'This field is required');
  for (const field of ['custom_id', 'label', 'url', 'emoji']) {
    if (given(button[field]))
      errors.add([...path, field], 'BUTTON_COMPONENT_PREMIUM_FIELD', `A premium button cannot have the field ${field}`);
  }
}
