import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { EventStatus, Host, Programme, ProgrammeEvent, ProgrammeLine } from './event.ts';

/** The events that somebody sees in the programme besides the accepted ones. */
export interface ProgrammeView {
  /** Department code; null for all departments. */
  readonly department: string | null;
  /** Ids of the organisations whose events they also see in the states of `among`. */
  readonly hosts: readonly string[] | 'all';
  readonly among: readonly EventStatus[];
}

/** A line of the programme, and what is the same on each line of a page; without a line where there is none to show. */
interface Row extends Omit<ProgrammeEvent, 'id' | 'organisation' | 'coOrganisers'> {
  readonly page: number;
  readonly pages: number;
  readonly count: number;
  readonly id: string | null;
  readonly organisation: Host;
  readonly coOrganisers: readonly Host[];
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly allDay: boolean;
}

/** Reads an edition's programme, one page at a time. */
export function programmeStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  return {
    /**
     * Returns a page of the events of the open or latest edition that somebody sees, by date and then by number, those without a
     * date last, in one statement; null before the first edition. Proposals of a closed edition, which get no decision, are in
     * no programme. An organisation that is only invited sees the event too. Pages
     * count from 0; a number beyond the last page returns the last one.
     */
    async page(page: number, size: number, sight: ProgrammeView): Promise<Programme | null> {
      const { department, among } = sight;
      const all = sight.hosts === 'all';
      const hosts = sight.hosts === 'all' ? [] : [...sight.hosts];
      const rows = await client.$queryRaw<Row[]>`
        WITH edition AS (
          SELECT "id", "status" FROM "Edition" WHERE "regionId" = ${regionId}::uuid ORDER BY "status", "year" DESC LIMIT 1
        ), visible AS (
          SELECT event."id", event."number", event."status" FROM edition
          JOIN "Event" event ON event."editionId" = edition."id" AND event."regionId" = ${regionId}::uuid
          WHERE (${department}::text IS NULL OR event."department" = ${department}::text)
            AND (event."status" = 'ACCEPTED' OR event."status"::text = ANY(${[...among]}::text[])
              AND (edition."status" = 'OPEN' OR event."status" NOT IN ('PROPOSED', 'QUESTIONED')) AND (
              ${all}::boolean OR event."organisationId" = ANY(${hosts}::uuid[]) OR EXISTS (
                SELECT 1 FROM "CoOrganiser" one WHERE one."eventId" = event."id"
                  AND one."organisationId" = ANY(${hosts}::uuid[]) AND one."status" IN ('ACCEPTED', 'INVITED'))))
        ), line AS (
          SELECT visible."id", visible."number", dated."id" AS "dateId", dated."startsAt", dated."endsAt", dated."allDay"
          FROM visible LEFT JOIN "Occurrence" dated ON dated."eventId" = visible."id" AND visible."status" <> 'POSTPONED'
          WHERE dated."id" IS NOT NULL OR visible."status" = 'POSTPONED'
        ), sized AS (
          SELECT GREATEST(1, (count(*) + ${size}::int - 1) / ${size}::int)::int AS "pages" FROM line
        ), here AS (
          SELECT line.* FROM line ORDER BY line."startsAt" NULLS LAST, line."number", line."dateId" LIMIT ${size}::int
          OFFSET (SELECT LEAST(GREATEST(${page}::int, 0), "pages" - 1) * ${size}::int FROM sized)
        )
        SELECT LEAST(GREATEST(${page}::int, 0), sized."pages" - 1) AS "page", sized."pages",
          (SELECT count(*)::int FROM visible) AS "count",
          event."id", event."number", event."title", event."venue", event."municipalityCode", event."municipality",
          event."department", event."status"::text AS "status",
          jsonb_build_object('id', host."id", 'name', host."name") AS "organisation",
          (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', other."id", 'name', other."name")
              ORDER BY joined."invitedAt", joined."id"), '[]')
            FROM "CoOrganiser" joined JOIN "Organisation" other ON other."id" = joined."organisationId"
            WHERE joined."eventId" = event."id" AND joined."status" = 'ACCEPTED') AS "coOrganisers",
          here."startsAt", here."endsAt", COALESCE(here."allDay", false) AS "allDay"
        FROM edition CROSS JOIN sized LEFT JOIN here ON true
        LEFT JOIN "Event" event ON event."id" = here."id"
        LEFT JOIN "Organisation" host ON host."id" = event."organisationId"
        ORDER BY here."startsAt" NULLS LAST, here."number", here."dateId"`;
      const [first] = rows;
      if (!first) return null;
      return { lines: rows.flatMap(lineOf), page: first.page, pages: first.pages, count: first.count };
    },
  };
}

function lineOf({ page, pages, count, id, startsAt, endsAt, allDay, ...event }: Row): ProgrammeLine[] {
  if (id === null) return [];
  return [{ event: { id, ...event }, slot: startsAt === null ? null : { start: startsAt, end: endsAt, allDay } }];
}
