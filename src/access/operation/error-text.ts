import type { UserError } from '../../chat/user-error.ts';
import { isTextKey } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';

/** Words a refusal. `defaults` are values that any refusal may name. */
export function errorText(
  t: Translator,
  error: UserError,
  defaults: Readonly<Record<string, string | number>> = {},
): string {
  if (!isTextKey(error.id)) throw error;
  const values = Object.fromEntries(
    Object.entries(error.values).map(([name, value]) => [name, value instanceof Date ? t.moment(value) : value]),
  );
  return t.text(error.id, { ...defaults, ...values });
}
