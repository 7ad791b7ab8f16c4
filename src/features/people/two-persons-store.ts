import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { RequestToJoin } from './accounts.ts';

/** Returns the meetings that both persons have answered. */
export async function answeredByBoth({ tx, region }: RegionScope, two: readonly string[]): Promise<readonly string[]> {
  const rows = await clientOf(tx).$queryRaw<{ id: string }[]>`
    SELECT "meetingId" AS "id" FROM "Rsvp" WHERE "regionId" = ${region.id}::uuid AND "personId" = ANY(${[...two]}::uuid[])
    GROUP BY "meetingId" HAVING count(*) > 1`;
  return rows.map(({ id }) => id);
}

/** Returns the announcements that both persons were sent, or have said to have read. */
export async function announcedToBoth({ tx, region }: RegionScope, two: readonly string[]): Promise<readonly string[]> {
  const regionId = region.id;
  const persons = [...two];
  const rows = await clientOf(tx).$queryRaw<{ id: string }[]>`
    SELECT "announcementId" AS "id" FROM (
      SELECT "announcementId", "personId" FROM "AnnouncementRecipient"
        WHERE "regionId" = ${regionId}::uuid AND "personId" = ANY(${persons}::uuid[])
      UNION
      SELECT "announcementId", "personId" FROM "Acknowledgement"
        WHERE "regionId" = ${regionId}::uuid AND "personId" = ANY(${persons}::uuid[])
    ) one GROUP BY "announcementId" HAVING count(*) > 1`;
  return rows.map(({ id }) => id);
}

/** Returns the requests of these persons to join organisations that wait for a decision. */
export async function waitingRequests(
  { tx, region }: RegionScope,
  persons: readonly string[],
): Promise<readonly RequestToJoin[]> {
  return clientOf(tx).membership.findMany({
    where: { regionId: region.id, personId: { in: [...persons] }, status: 'PENDING' },
    select: { id: true, organisationId: true, personId: true, requestedAt: true },
  });
}
