import type { RegionScope } from '../../access/region/region-scope.ts';
import { inTurns, mapInSteps } from '../../concurrency/turns.ts';
import { clientOf } from '../../database/transaction.ts';
import type { WaitingProposal } from './queue.ts';

interface Row extends Omit<WaitingProposal, 'organisation' | 'slots'> {
  readonly organisationId: string;
  readonly organisation: string;
  readonly occurrences: readonly (readonly [startsAt: string, endsAt: string | null, allDay: boolean])[];
}

function proposalOf({ organisationId, organisation, occurrences, ...row }: Row): WaitingProposal {
  return {
    ...row,
    organisation: { id: organisationId, name: organisation },
    slots: occurrences.map(([start, end, allDay]) => ({
      start: new Date(start),
      end: end === null ? null : new Date(end),
      allDay,
    })),
  };
}

/** Reads what waits for a decision, however much it is: of each no more than tells it from the others. */
export function queueStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    /** Returns the waiting proposals of an edition, in the order in which they are dealt with. */
    async waiting(editionId: string): Promise<readonly WaitingProposal[]> {
      const rows = await client.$queryRaw<readonly Row[]>`
        SELECT event."id", event."number", event."title", event."status"::text AS "status", event."audience",
          event."municipality", event."municipalityCode", event."organisationId", organisation."name" AS "organisation",
          (SELECT coalesce(json_agg(json_build_array(day."startsAt", day."endsAt", day."allDay")
              ORDER BY day."startsAt", day."id"), '[]')
            FROM "Occurrence" day WHERE day."eventId" = event."id") AS "occurrences"
        FROM "Event" event JOIN "Organisation" organisation
          ON organisation."id" = event."organisationId" AND organisation."regionId" = event."regionId"
        WHERE event."regionId" = ${regionId}::uuid AND event."editionId" = ${editionId}::uuid
          AND event."status" IN ('PROPOSED', 'QUESTIONED')
        ORDER BY event."status" = 'QUESTIONED', event."number"`;
      return inTurns(mapInSteps(rows, proposalOf));
    },
  };
}
