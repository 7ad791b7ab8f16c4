import type { RegionScope } from '../../../access/region/region-scope.ts';
import { clientOf } from '../../../database/transaction.ts';
import { Prisma } from '../../../generated/prisma/client.ts';

/** The tables that the facts of an edition are read from, part after part; each line is looked at in one statement. */
const LOOKED_AT = [
  ['Event', 'Occurrence', 'CoOrganiser', 'Theme', 'Organisation', 'Survey'],
  ['Questionnaire', 'AnswerRevision', 'QuoteConsent'],
  ['Answer'],
] as const;

export const FACT_TABLES = LOOKED_AT.flat();

/** Counts the statements that deleted rows of these tables, at once and not when they are committed. */
const deleted = Prisma.sql`(SELECT "last_value" || ' ' || "is_called" FROM "facts_deleted")`;

/**
 * Tells the state of all rows of a region that facts are read from: which there are, and which transaction wrote each as it stands.
 * The same before and after a reading means that each of these rows stood so all the while. What was there in between alone was
 * deleted meanwhile, which is counted.
 */
async function rowsOf(client: ReturnType<typeof clientOf>, regionId: string): Promise<string> {
  const found: string[] = [];
  // Several statements give other work on this thread its turn; a change in between shows in the mark of the table it
  // touches.
  for (const tables of LOOKED_AT) {
    const parts = tables.map(
      (table) =>
        Prisma.sql`(SELECT count(*) || ' ' || coalesce(sum(uuid_hash_extended("id", "xmin"::text::bigint)), 0)
          FROM ${Prisma.raw(`"${table}"`)} WHERE "regionId" = ${regionId}::uuid)`,
    );
    const [row] = await client.$queryRaw<readonly { readonly rows: string }[]>`
      SELECT concat_ws(';', ${Prisma.join(parts)}) AS "rows"`;
    found.push(row?.rows ?? '');
  }
  return found.join(';');
}

/** Marks the state of a region's facts, before they are read and after. */
export function factsState({ tx, region }: RegionScope) {
  const client = clientOf(tx);
  const deletions = async (): Promise<string> => {
    const [count] = await client.$queryRaw<readonly { readonly deleted: string }[]>`SELECT ${deleted} AS "deleted"`;
    return count?.deleted ?? '';
  };
  return {
    /** Returns the mark for a reading that is about to begin: rows deleted before it are counted. */
    async before(): Promise<string> {
      const count = await deletions();
      return `${await rowsOf(client, region.id)};${count}`;
    },
    /** The mark as the transaction sees it: what was deleted until it has looked at the rows is counted in it. */
    async now(): Promise<string> {
      const rows = await rowsOf(client, region.id);
      return `${rows};${await deletions()}`;
    },
  };
}
