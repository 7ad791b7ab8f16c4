import type { RegionScope } from '../../access/region/region-scope.ts';
import type { Edition } from '../editions/edition.ts';
import type { Event } from './event.ts';
import { nearbyOf, type Overlap, overlaps, type Timed } from './overlaps.ts';
import { eventsNear } from './queries.ts';
import { type Outside, outsideOf } from './rules.ts';

/** Warnings about the dates that a proposer chose. */
export interface Clashes {
  readonly overlaps: readonly Overlap[];
  readonly outside: Outside | null;
}

type Placed = Timed & Pick<Event, 'organisation'>;

/** Returns other organisations' events, decided or not, that compete with this one. */
export async function overlapsOf(scope: RegionScope, editionId: string, event: Placed): Promise<readonly Overlap[]> {
  return overlapsAmong(scope, await eventsAround(scope, editionId, [event]), event);
}

/** Returns an edition's events among which all stand that overlap with one of these, and few others. */
export function eventsAround(
  scope: RegionScope,
  editionId: string,
  events: readonly Placed[],
): Promise<readonly Event[]> {
  return eventsNear(
    scope,
    editionId,
    events.flatMap((event) => nearbyOf(event) ?? []),
  );
}

/** Does the same among events that are already loaded. */
export function overlapsAmong(
  scope: Pick<RegionScope, 'region'>,
  events: readonly Event[],
  event: Placed,
): readonly Overlap[] {
  const others = events.filter(
    ({ status, organisation, coOrganisers }) =>
      (status === 'PROPOSED' || status === 'QUESTIONED' || status === 'ACCEPTED') &&
      ![organisation, ...coOrganisers].some(({ id }) => id === event.organisation.id),
  );
  return overlaps(event, others, scope.region.timeZone);
}

export async function clashesOf(scope: RegionScope, edition: Edition, event: Placed): Promise<Clashes> {
  return clashesAmong(scope, edition, await eventsAround(scope, edition.id, [event]), event);
}

/** Does the same among the edition's events, which are already loaded. */
export function clashesAmong(
  scope: Pick<RegionScope, 'region'>,
  edition: Edition,
  events: readonly Event[],
  event: Placed,
): Clashes {
  return {
    overlaps: overlapsAmong(scope, events, event),
    outside: outsideOf(event.slots, edition, scope.region.timeZone),
  };
}
