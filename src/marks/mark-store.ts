import type { RegionScope } from '../access/region/region-scope.ts';
import type { Database } from '../database/database.ts';
import { orderedId } from '../database/ordered-id.ts';
import { clientOf, type Tx } from '../database/transaction.ts';

/** A mark to be stored. `change` is null when what it marks is to be read anew. */
export interface NewMark {
  readonly kind: string;
  readonly subject: string;
  readonly change: object | null;
}

/** Things of one kind and region that are marked, each once. */
export interface MarkedThings {
  readonly regionId: string;
  readonly kind: string;
  readonly subjects: readonly string[];
}

/** The content of a claimed mark. */
export interface ClaimedMark {
  readonly subject: string;
  readonly change: unknown;
}

/** Stores marks, each as a row of its own: nobody who marks the same thing at once waits for the other's commit. */
export async function storeMarks({ tx, region }: RegionScope, marks: readonly NewMark[]): Promise<void> {
  const given = marks.map((one) => ({ ...one, id: orderedId() }));
  await clientOf(tx).$executeRaw`
    INSERT INTO "Mark" ("id", "regionId", "kind", "subject", "change")
    SELECT one."id", ${region.id}::uuid, one."kind", one."subject", one."change"
    FROM json_to_recordset(${JSON.stringify(given)}::json) AS one("id" uuid, "kind" text, "subject" text, "change" jsonb)`;
}

/** Returns everything that is marked, by kind and region, what was marked first coming first. */
export async function markedThings(database: Database): Promise<readonly MarkedThings[]> {
  return clientOf(database).$queryRaw<MarkedThings[]>`
    SELECT "regionId", "kind", array_agg("subject" ORDER BY "first") AS "subjects"
    FROM (SELECT "regionId", "kind", "subject", min("id"::text) AS "first" FROM "Mark" GROUP BY "regionId", "kind", "subject") one
    GROUP BY "regionId", "kind" ORDER BY min("first")`;
}

/**
 * Deletes the marks of these things in the caller's transaction and returns what they said. Whoever claims the same ones at once
 * waits, and then renders what was marked since. Marks that are set from now on stay.
 */
export async function claimMarks(tx: Tx, { regionId, kind, subjects }: MarkedThings): Promise<readonly ClaimedMark[]> {
  return clientOf(tx).$queryRaw<ClaimedMark[]>`
    DELETE FROM "Mark" one USING (
      SELECT "id" FROM "Mark"
      WHERE "regionId" = ${regionId}::uuid AND "kind" = ${kind} AND "subject" = ANY(${[...subjects]}::text[])
      ORDER BY "id" FOR UPDATE) claimed
    WHERE one."id" = claimed."id" RETURNING one."subject", one."change"`;
}
