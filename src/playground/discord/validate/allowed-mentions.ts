import { idOf, stringsOf } from '../json.ts';
import type { AllowedMentions } from '../model/types.ts';
import { checkCount, type FormErrors } from './form-errors.ts';
import { checkBoolean, checkList, checkObject, checkSnowflake } from './values.ts';

const kinds = ['users', 'roles', 'everyone'];

/** Returns null when it isn't given, so that the endpoint's own default applies. */
export function checkAllowedMentions(errors: FormErrors, value: unknown): AllowedMentions | null {
  const at = ['allowed_mentions'];
  if (!checkObject(errors, at, value)) return null;
  const parse = checkList(errors, [...at, 'parse'], value.parse);
  for (const [index, kind] of parse.entries()) {
    if (!kinds.some((known) => known === kind))
      errors.add([...at, 'parse', index], 'BASE_TYPE_CHOICES', "Value must be one of ('everyone', 'users', 'roles').");
  }
  checkBoolean(errors, [...at, 'replied_user'], value.replied_user);
  const idsOf = (kind: 'users' | 'roles'): readonly string[] => {
    const ids = checkList(errors, [...at, kind], value[kind]);
    checkCount(errors, [...at, kind], ids.length, 0, 100);
    for (const [index, id] of ids.entries()) checkSnowflake(errors, [...at, kind, index], id);
    if (parse.includes(kind) && ids.length > 0)
      errors.add(
        at,
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      );
    return ids.map(idOf);
  };
  return {
    parse: stringsOf(parse),
    users: idsOf('users'),
    roles: idsOf('roles'),
    repliedUser: value.replied_user === true,
  };
}
