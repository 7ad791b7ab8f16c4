import type { UserError } from '../../chat/user-error.ts';
import { isTextKey } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';
import type { Scope } from './scope.ts';

/**
 * Words a refusal for whoever is refused. Any refusal may name the chamber, and say another thing to a coordinator than
 * to those who have to ask one.
 */
export function errorText(t: Translator, error: UserError, reader: Pick<Scope, 'region' | 'actor'>): string {
  if (!isTextKey(error.id)) throw error;
  const values = Object.fromEntries(
    Object.entries(error.values).map(([name, value]) => [name, value instanceof Date ? t.moment(value) : value]),
  );
  const { chamber } = reader.region;
  return t.text(error.id, { chamber, coordinator: reader.actor.coordinator ? 'yes' : 'no', ...values });
}
