import { memberOf } from '../../access/actor/rights.ts';
import { type Contact, directory } from '../../access/contacts/directory-store.ts';
import { tellPerson } from '../../delivery/outbox/index.ts';
import { type EditionClosedHook, editionClosedKey } from '../editions/still-open.ts';
import { scheduleClosedCards } from './cards.ts';
import type { Event } from './event.ts';
import { undecidedAtClosing } from './messages/notices.ts';
import { eventsOfEdition } from './queries.ts';
import { isPossible } from './rules.ts';

/**
 * Tells, in one message, each member of the organisations whose proposals still wait for a decision when their edition is
 * closed; the coordinators' cards of these say so, those of what was decided have no button any more to take it back, and those that
 * ask to co-organise none to agree.
 */
export const tellUndecided: EditionClosedHook = async (scope, edition) => {
  const events = await eventsOfEdition(scope, edition.id);
  const waiting = events.filter(({ status }) => status === 'PROPOSED' || status === 'QUESTIONED');
  const isShown = ({ status, invited }: Event) =>
    status === 'PROPOSED' || status === 'QUESTIONED' || isPossible('undecide', status) || invited.length > 0;
  await scheduleClosedCards(scope, events.filter(isShown));
  const proposed = new Map<string, Event[]>();
  for (const event of waiting) {
    const { id } = event.organisation;
    proposed.set(id, proposed.get(id) ?? []);
    proposed.get(id)?.push(event);
  }
  const readers = new Map<string, { readonly contact: Contact; readonly events: Event[] }>();
  for (const [id, events] of proposed) {
    for (const contact of await directory(scope).members(id)) {
      const reader = readers.get(contact.personId) ?? { contact, events: [] };
      readers.set(contact.personId, reader);
      reader.events.push(...events);
    }
  }
  for (const { contact, events } of readers.values()) {
    const { personId } = contact;
    if (personId === scope.actor.personId) continue;
    await tellPerson(scope, contact, {
      key: `${editionClosedKey(edition)}${personId}`,
      words: (t) => undecidedAtClosing(t, edition.name, events, scope.region.chamber),
      consent: { unasked: 'change', personId },
      readAs: events.map(({ organisation }) => memberOf(organisation.id)),
    });
  }
};
