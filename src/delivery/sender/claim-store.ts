import type { Database } from '../../database/database.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import type { PendingDelivery } from './delivery.ts';
import { knownReaders } from './reader-store.ts';

/** A delivery that another edits, as it is stored. */
export interface ParentRow {
  readonly status: string;
  readonly refs: unknown;
  readonly target: unknown;
  readonly readAs: readonly string[];
}

/** A delivery as it was when it was claimed. */
export interface ClaimRow {
  readonly id: string;
  readonly regionId: string;
  readonly key: string;
  readonly platform: string;
  readonly target: unknown;
  readonly editOf: string | null;
  readonly attempts: number;
  readonly body: unknown;
  readonly readAs: readonly string[];
  readonly parent: ParentRow | null;
  readonly isFirst: boolean;
  /** Facts about the readers to whom the delivery, or the message it edits, was sent. */
  readonly known: unknown;
  /** Whether what it edits stands in the thread of the organisation that it was sent to. */
  readonly standsInThread: boolean;
}

/** Returns SQL for the accounts that a target names. */
function accountsIn(target: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT jsonb_array_elements_text(
    CASE WHEN ${target} ->> 'kind' = 'private' THEN ${target} -> 'users'
      WHEN ${target} ->> 'kind' = 'organisation' AND ${target} ->> 'to' IS NOT NULL THEN jsonb_build_array(${target} ->> 'to')
      ELSE '[]'::jsonb END)`;
}

const OWN = Prisma.sql`"target"`;
const EDITED = Prisma.sql`COALESCE((SELECT parent."target" FROM parent), "target")`;

/**
 * Claims a delivery that still waits after this number of attempts. Returns its row at that moment, in one statement,
 * with the message it edits, its readers, and whether one of these hasn't been told yet who keeps which of their data.
 * An edit of a message that isn't sent yet, and isn't refused either, isn't claimed. Returns null when nothing was
 * claimed.
 */
export async function claimRow(
  { prisma }: Database,
  { id, attempts, editOf }: Pick<PendingDelivery, 'id' | 'attempts' | 'editOf'>,
  at: Date,
): Promise<ClaimRow | null> {
  const [row] = await prisma.$queryRaw<ClaimRow[]>`
    WITH parent AS (SELECT "status", "refs", "target", "readAs" FROM "Delivery" WHERE "key" = ${editOf})
    UPDATE "Delivery" SET "status" = 'SENDING', "attempts" = "attempts" + 1, "claimedAt" = ${at}::timestamptz
    WHERE "id" = ${id}::uuid AND "status" = 'PENDING' AND "attempts" = ${attempts}
      AND NOT EXISTS (SELECT 1 FROM parent WHERE parent."status" NOT IN ('REFUSED', 'UNKNOWN')
        AND (parent."refs" IS NULL OR jsonb_array_length(parent."refs") = 0))
    RETURNING "id", "regionId", "key", "platform", "target", "editOf", "attempts", "body", "readAs",
      (SELECT to_jsonb(parent) FROM parent) AS "parent",
      "editOf" IS NULL AND (
        EXISTS (
          SELECT 1 FROM (${accountsIn(OWN)}) AS reader("account")
          JOIN "Identity" own ON own."regionId" = "Delivery"."regionId" AND own."platform" = "Delivery"."platform"
            AND own."externalId" = reader."account"
          -- Asked of each reader by their id: joined, everybody would be read.
          WHERE (SELECT one."informedAt" FROM "Person" one WHERE one."id" = own."personId") IS NULL)
        OR ("target" ->> 'kind' = 'organisation' AND "target" ->> 'to' IS NULL AND EXISTS (
          SELECT 1 FROM "Membership" theirs
          WHERE (SELECT one."informedAt" FROM "Person" one WHERE one."id" = theirs."personId") IS NULL AND theirs."organisationId" = ("target" ->> 'organisation')::uuid AND theirs."regionId" = "Delivery"."regionId"
            AND theirs."status" = 'ACTIVE'))) AS "isFirst",
      ${knownReaders({ accounts: accountsIn(EDITED), regionId: Prisma.sql`"Delivery"."regionId"`, platform: Prisma.sql`"Delivery"."platform"` })} AS "known",
      EXISTS (SELECT 1 FROM parent JOIN "OrganisationThread" thread ON thread."organisationId" = (parent."target" ->> 'organisation')::uuid
        WHERE thread."platform" = "Delivery"."platform" AND thread."channel" = parent."refs" #>> '{0,place,channel}') AS "standsInThread"`;
  return row ?? null;
}
