import { textOf } from '../json.ts';
import { checkText, type FormErrors } from './form-errors.ts';

/** Returns the stored name: trimmed, with single spaces. */
export const webhookName = (value: unknown): string => textOf(value).trim().replace(/\s+/g, ' ');

/** Checks a webhook's name: 1 to 80 characters, and none of the refused words in it. */
export function checkWebhookName(
  errors: FormErrors,
  value: unknown,
  field: string,
  { required, refused }: { readonly required: boolean; readonly refused: readonly string[] },
): void {
  const given = value !== undefined && value !== null;
  if (!given && !required) return;
  const name = typeof value === 'string' ? webhookName(value) : value;
  if (!checkText(errors, [field], name, { min: 1, max: 80, required })) return;
  for (const word of refused) {
    if (name.toLowerCase().includes(word))
      errors.add([field], 'USERNAME_INVALID_CONTAINS', `Username cannot contain "${word}"`);
  }
}
