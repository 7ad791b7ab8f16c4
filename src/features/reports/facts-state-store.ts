import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';

/** The tables that the facts of an edition are read from, part after part. */
export const FACT_TABLES = [
  ...['Event', 'Occurrence', 'CoOrganiser', 'Theme', 'Organisation', 'Survey'],
  ...['Questionnaire', 'Answer', 'AnswerRevision', 'QuoteConsent'],
] as const;

/** Counts the statements that deleted rows of these tables, at once and not when they are committed. */
const deleted = Prisma.sql`(SELECT "last_value" || ' ' || "is_called" FROM "facts_deleted")`;

/**
 * Tells the state of all rows of a region that facts are read from: which there are, and which transaction wrote each as it stands.
 * The same before and after a reading means that each of these rows stood so all the while. What was there in between alone was
 * deleted meanwhile, which is counted.
 */
function rowsOf(regionId: string): Prisma.Sql {
  const parts = FACT_TABLES.map(
    (table) =>
      Prisma.sql`(SELECT count(*) || ' ' || coalesce(sum(uuid_hash_extended("id", "xmin"::text::bigint)::numeric), 0)
        FROM ${Prisma.raw(`"${table}"`)} WHERE "regionId" = ${regionId}::uuid)`,
  );
  return Prisma.sql`concat_ws(';', ${Prisma.join(parts)})`;
}

/** Marks the state of a region's facts, before they are read and after. */
export function factsState({ tx, region }: RegionScope) {
  const client = clientOf(tx);
  return {
    /** The mark for a reading that is about to begin: what is deleted from before the rows are looked at on is counted after it. */
    async before(): Promise<string> {
      const [count] = await client.$queryRaw<readonly { readonly deleted: string }[]>`SELECT ${deleted} AS "deleted"`;
      const [found] = await client.$queryRaw<readonly { readonly rows: string }[]>`
        SELECT ${rowsOf(region.id)} AS "rows"`;
      return `${found?.rows};${count?.deleted}`;
    },
    /** The mark as the transaction sees it: what was deleted until it looked at the rows is counted in it. */
    async now(): Promise<string> {
      const [found] = await client.$queryRaw<readonly { readonly rows: string; readonly deleted: string }[]>`
        SELECT ${rowsOf(region.id)} AS "rows", ${deleted} AS "deleted"`;
      return `${found?.rows};${found?.deleted}`;
    },
  };
}
