import type { PresenceHandler } from '../../access/actor/presence.ts';
import { directory } from '../../access/contacts/directory-store.ts';
import { followMembers } from '../../delivery/outbox/index.ts';
import { afterDeparture } from './departure.ts';
import { organisationStore } from './store.ts';

/** Who leaves the workspace or server leaves the conversations of their organisations, and comes back to them. */
export const membersComeAndGo: PresenceHandler = async (scope, { personId, is }) => {
  const contact = await directory(scope).person(personId);
  for (const organisation of await organisationStore(scope).ofPerson(personId)) {
    if (is === 'gone' && contact) await afterDeparture(scope, organisation, { why: 'gone', name: contact.name });
    else await followMembers(scope, organisation.id);
  }
};
