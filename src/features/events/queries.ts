import type { RegionScope } from '../../access/region/region-scope.ts';
import { inTurns, mapInSteps } from '../../concurrency/turns.ts';
import { alphabetical } from '../../reading/index.ts';
import type { Event, Host } from './event.ts';
import { type EditionEvents, type EventFact, type EventStanding, eventFact } from './facts.ts';
import { EVENTS_AT_ONCE, eventFactStore } from './facts-store.ts';
import { nearStore } from './near-store.ts';
import type { Nearby } from './overlaps.ts';
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

/** Returns the proposed and accepted events of an edition that have a date near one of these, in no particular order. */
export async function eventsNear(
  scope: RegionScope,
  editionId: string,
  places: readonly Nearby[],
): Promise<readonly Event[]> {
  const ids = places.length === 0 ? [] : await nearStore(scope).ids(editionId, places);
  return ids.length === 0 ? [] : eventsByIds(scope, ids);
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

/**
 * Returns what the bilan counts of an edition's events: those that were once accepted, whatever happened since, by number. They are read
 * a part at a time.
 */
export async function editionEvents(scope: RegionScope, editionId: string): Promise<EditionEvents> {
  const store = eventFactStore(scope);
  const facts: EventFact[] = [];
  const standing = new Map<string, EventStanding>();
  for (let last = 0; ; ) {
    const rows = await store.after(editionId, last);
    facts.push(...(await inTurns(mapInSteps(rows, (row) => eventFact(scope, row)))).filter((fact) => fact !== null));
    for (const { id, number, status } of rows) standing.set(id, { number, status });
    if (rows.length < EVENTS_AT_ONCE) return { facts, standing };
    last = rows.at(-1)?.number ?? last;
  }
}

/** Returns the same of those events alone that an organisation leads or co-organises. */
export async function eventFactsOfOrganisation(
  scope: RegionScope,
  editionId: string,
  organisationId: string,
): Promise<EditionEvents> {
  const rows = await eventFactStore(scope).ofOrganisation(editionId, organisationId);
  return {
    facts: rows.flatMap((row) => eventFact(scope, row) ?? []),
    standing: new Map(rows.map(({ id, number, status }) => [id, { number, status }])),
  };
}

/** Returns the organisations that lead or co-organise an accepted event of an edition, by name, or those among these that do. */
export async function hostsOfEdition(
  scope: RegionScope,
  editionId: string,
  among?: readonly string[],
): Promise<readonly Host[]> {
  return alphabetical('fr', await eventFactStore(scope).hosts(editionId, among), ({ name }) => name);
}

/** Returns how many events the bilan counts: those of an edition that were once accepted, whatever happened since. */
export function numberOfEvents(scope: RegionScope, editionId: string): Promise<number> {
  return eventFactStore(scope).count(editionId);
}

/** Returns whether an edition has any event, whatever its status. */
export function hasEvents(scope: RegionScope, editionId: string): Promise<boolean> {
  return eventFactStore(scope).any(editionId);
}
