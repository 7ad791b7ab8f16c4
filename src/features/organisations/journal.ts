import type { Deed, JournalVerb } from '../../access/journal/entry.ts';
import type { Membership } from './organisation.ts';

/** Returns what the journal says of somebody's membership. */
export function membershipDeed(verb: JournalVerb, { organisation, person }: Membership): Deed {
  const { id, name } = organisation;
  return { verb, object: { kind: 'organisation', id, name }, organisation: { id, name }, person: person.id };
}
