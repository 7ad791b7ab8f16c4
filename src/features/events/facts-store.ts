import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import type { EventStatus, Host } from './event.ts';
import type { CountedFields } from './facts.ts';

/** The number of events that one statement reads, so that it holds nobody up. */
export const EVENTS_AT_ONCE = 250;

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
  readonly intended: string | null;
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

  /** Returns the events of an edition that match, by number, so many at most. */
  async function read(editionId: string, matching: Prisma.Sql, most: number | null): Promise<readonly EventFactRow[]> {
    const rows = await client.$queryRaw<readonly Row[]>`
      SELECT event."id", event."number", event."title", event."status"::text AS "status", event."decidedAt",
        event."department", event."accessibility", event."price", event."intended",
        event."organisationId",
        (SELECT theme."name" FROM "Theme" theme
          WHERE theme."id" = event."themeId" AND theme."regionId" = event."regionId") AS "theme",
        (SELECT coalesce(json_agg(host."organisationId" ORDER BY host."invitedAt", host."id"), '[]')
          FROM "CoOrganiser" host WHERE host."eventId" = event."id" AND host."status" = 'ACCEPTED') AS "coOrganisers",
        (SELECT coalesce(json_agg(json_build_array(day."startsAt", day."endsAt", day."allDay")
            ORDER BY day."startsAt", day."id"), '[]')
          FROM "Occurrence" day WHERE day."eventId" = event."id") AS "occurrences"
      FROM "Event" event
      WHERE event."regionId" = ${regionId}::uuid AND event."editionId" = ${editionId}::uuid AND ${matching}
      ORDER BY event."number" LIMIT ${most}`;
    return rows.map(factRow);
  }

  return {
    async any(editionId: string): Promise<boolean> {
      return (await client.event.findFirst({ where: { regionId, editionId }, select: { id: true } })) !== null;
    },

    /** Returns how many events `eventFact` makes facts of: those that were once accepted. */
    count: (editionId: string): Promise<number> =>
      client.event.count({
        where: {
          regionId,
          editionId,
          status: { notIn: ['PROPOSED', 'QUESTIONED', 'REFUSED'] },
          decidedAt: { not: null },
        },
      }),

    /** Returns the events that follow this number, by number, the first of them. Fewer than are read at once are the last. */
    after: (editionId: string, number: number) =>
      read(editionId, Prisma.sql`event."number" > ${number}`, EVENTS_AT_ONCE),

    /** Returns the events that an organisation leads or co-organises, by number. */
    ofOrganisation: (editionId: string, organisationId: string) =>
      read(
        editionId,
        Prisma.sql`event."id" IN (
          SELECT led."id" FROM "Event" led WHERE led."organisationId" = ${organisationId}::uuid
          UNION ALL SELECT host."eventId" FROM "CoOrganiser" host
            WHERE host."organisationId" = ${organisationId}::uuid AND host."status" = 'ACCEPTED')`,
        null,
      ),

    /**
     * Returns the organisations that lead or co-organise an accepted event of an edition, each once, in no particular order: all of
     * them, or those among these.
     */
    async hosts(editionId: string, among?: readonly string[]): Promise<readonly Host[]> {
      const theirs = { regionId, editionId, status: 'ACCEPTED' as const };
      return client.organisation.findMany({
        where: {
          regionId,
          ...(among === undefined ? {} : { id: { in: [...among] } }),
          OR: [
            { events: { some: theirs } },
            { coOrganised: { some: { regionId, status: 'ACCEPTED', event: theirs } } },
          ],
        },
        select: { id: true, name: true },
      });
    },
  };
}
