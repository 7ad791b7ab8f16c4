import type { PresenceHandler } from '../../access/actor/presence.ts';
import { directory } from '../../access/contacts/directory-store.ts';
import { followMembers } from '../../delivery/outbox/index.ts';
import { afterDeparture } from './departure.ts';
import { organisationStore } from './store.ts';

/**
 * Removes people who leave the workspace or server from their organisations' conversations, and adds them again when
 * they come back.
 */
export const membersComeAndGo: PresenceHandler = async (scope, { personId, is }) => {
  const contact = await directory(scope).person(personId);
  for (const organisation of await organisationStore(scope).ofPerson(personId)) {
    if (is === 'gone' && contact) await afterDeparture(scope, organisation, { why: 'gone', name: contact.name });
    else await followMembers(scope, organisation.id);
  }
};
