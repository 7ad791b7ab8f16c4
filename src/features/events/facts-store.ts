import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { EventStatus } from './event.ts';
import type { CountedFields } from './facts.ts';

/** How many events one statement reads, so that it holds nobody up. */
export const EVENTS_AT_ONCE = 500;

/** The columns of an event that counting it takes. */
export interface EventFactRow extends CountedFields {
  readonly number: number;
}

interface Row {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly status: EventStatus;
  readonly decidedAt: Date | null;
  readonly department: string | null;
  readonly theme: string | null;
  readonly accessibility: string | null;
  readonly price: string | null;
  readonly organisationId: string;
  readonly coOrganisers: readonly string[];
  readonly occurrences: readonly (readonly [startsAt: string, endsAt: string | null, allDay: boolean])[];
}

function factRow({ organisationId, coOrganisers, occurrences, theme, ...row }: Row): EventFactRow {
  return {
    ...row,
    theme: theme === null ? null : { name: theme },
    organisation: { id: organisationId },
    coOrganisers: coOrganisers.map((id) => ({ id })),
    slots: occurrences.map(([start, end, allDay]) => ({
      start: new Date(start),
      end: end === null ? null : new Date(end),
      allDay,
    })),
  };
}

/** Reads what is counted of an edition's events, and nothing besides. */
export function eventFactStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    async any(editionId: string): Promise<boolean> {
      return (await client.event.findFirst({ where: { regionId, editionId }, select: { id: true } })) !== null;
    },

    /** Returns the events that follow this number, by number, the first of them. Fewer than are read at once are the last. */
    async after(editionId: string, number: number): Promise<readonly EventFactRow[]> {
      const rows = await client.$queryRaw<readonly Row[]>`
        SELECT event."id", event."number", event."title", event."status"::text AS "status", event."decidedAt",
          event."department", event."accessibility", event."price", event."organisationId",
          (SELECT theme."name" FROM "Theme" theme
            WHERE theme."id" = event."themeId" AND theme."regionId" = event."regionId") AS "theme",
          (SELECT coalesce(json_agg(host."organisationId" ORDER BY host."invitedAt", host."id"), '[]')
            FROM "CoOrganiser" host WHERE host."eventId" = event."id" AND host."status" = 'ACCEPTED') AS "coOrganisers",
          (SELECT coalesce(json_agg(json_build_array(day."startsAt", day."endsAt", day."allDay")
              ORDER BY day."startsAt", day."id"), '[]')
            FROM "Occurrence" day WHERE day."eventId" = event."id") AS "occurrences"
        FROM "Event" event
        WHERE event."regionId" = ${regionId}::uuid AND event."editionId" = ${editionId}::uuid AND event."number" > ${number}
        ORDER BY event."number" LIMIT ${EVENTS_AT_ONCE}`;
      return rows.map(factRow);
    },
  };
}
