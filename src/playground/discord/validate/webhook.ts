import { textOf } from '../json.ts';
import { checkText, type FormErrors } from './form-errors.ts';

/** As it is kept: without spaces around it, and one at most within. */
export const webhookName = (value: unknown): string => textOf(value).trim().replace(/\s+/g, ' ');

/** 1 to 80 characters, and never pretending to be Discord. */
export function checkWebhookName(errors: FormErrors, value: unknown, field: string, required: boolean): void {
  const given = value !== undefined && value !== null;
  if (!given && !required) return;
  const name = typeof value === 'string' ? webhookName(value) : value;
  if (!checkText(errors, [field], name, { min: 1, max: 80, required })) return;
  for (const word of ['discord', 'clyde']) {
    if (name.toLowerCase().includes(word))
      errors.add([field], 'USERNAME_INVALID_CONTAINS', `Username cannot contain "${word}"`);
  }
}
