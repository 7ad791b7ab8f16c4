import type { RegionScope } from '../../access/region/region-scope.ts';
import type { Event } from './event.ts';
import { type EventFact, eventFact } from './facts.ts';
import { eventStore } from './store.ts';

/** Null when there is none of this id in the region. */
export function eventById(scope: RegionScope, id: string): Promise<Event | null> {
  return eventStore(scope).byId(id);
}

/** Every event of an edition, whatever its status, by number. */
export function eventsOfEdition(scope: RegionScope, editionId: string): Promise<readonly Event[]> {
  return eventStore(scope).ofEdition(editionId);
}

/** The accepted events of an edition, by number. */
export async function acceptedEvents(scope: RegionScope, editionId: string): Promise<readonly Event[]> {
  return (await eventStore(scope).ofEdition(editionId)).filter(({ status }) => status === 'ACCEPTED');
}

/** The events an organisation leads or co-organises, in one edition or (without one) in all, the latest first. */
export async function eventsOfOrganisation(
  scope: RegionScope,
  organisationId: string,
  editionId?: string,
): Promise<readonly Event[]> {
  const events = await eventStore(scope).ofOrganisation(organisationId);
  return editionId === undefined ? events : events.filter((event) => event.editionId === editionId);
}

/** What the bilan knows of an edition's events: those that were accepted, whatever became of them. */
export async function eventFacts(scope: RegionScope, editionId: string): Promise<readonly EventFact[]> {
  return (await eventStore(scope).ofEdition(editionId)).flatMap((event) => eventFact(scope, event) ?? []);
}
