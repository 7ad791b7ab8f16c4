import type { RegionScope } from '../../access/region/region-scope.ts';
import type { Event } from './event.ts';
import { type EventFact, eventFact } from './facts.ts';
import { type EventRow, eventStore } from './store.ts';

export { lastProposers } from './proposers-store.ts';
export { type EventRow, eventColumns } from './store.ts';

/** Returns an event of the region whose columns were read with something else. */
export function eventOfRow(scope: RegionScope, row: EventRow): Promise<Event | null> {
  return eventStore(scope).ofRow(row);
}

/** Returns an event; null when the region has none with this id. */
export function eventById(scope: RegionScope, id: string): Promise<Event | null> {
  return eventStore(scope).byId(id);
}

/** Returns the events with these ids, in no particular order. */
export function eventsByIds(scope: RegionScope, ids: readonly string[]): Promise<readonly Event[]> {
  return eventStore(scope).byIds(ids);
}

/** Returns all events of an edition, whatever their status, by number. */
export function eventsOfEdition(scope: RegionScope, editionId: string): Promise<readonly Event[]> {
  return eventStore(scope).ofEdition(editionId);
}

/** Returns the accepted events of an edition, by number. */
export async function acceptedEvents(scope: RegionScope, editionId: string): Promise<readonly Event[]> {
  return (await eventStore(scope).ofEdition(editionId)).filter(({ status }) => status === 'ACCEPTED');
}

/** Returns the events that an organisation leads or co-organises, latest first, in one edition or in all. */
export function eventsOfOrganisation(
  scope: RegionScope,
  organisationId: string,
  editionId?: string,
): Promise<readonly Event[]> {
  return eventStore(scope).ofOrganisation(organisationId, editionId);
}

/** Returns what the bilan counts of an edition's events: those that were once accepted, whatever happened since. */
export function eventFacts(scope: Pick<RegionScope, 'region'>, events: readonly Event[]): readonly EventFact[] {
  return events.flatMap((event) => eventFact(scope, event) ?? []);
}
