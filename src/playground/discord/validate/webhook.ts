import { textOf } from '../json.ts';
import { checkText, FormErrors } from './form-errors.ts';

/** 1 to 80 characters, and never pretending to be Discord. */
export function checkWebhookName(value: unknown, field: string, required: boolean): void {
  const errors = new FormErrors();
  const given = value !== undefined && value !== null;
  if (given || required) checkText(errors, [field], value, { min: 1, max: 80, required });
  for (const word of ['discord', 'clyde']) {
    if (textOf(value).toLowerCase().includes(word))
      errors.add([field], 'USERNAME_INVALID_CONTAINS', `Username cannot contain "${word}"`);
  }
  errors.throwIfAny();
}
