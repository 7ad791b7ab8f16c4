import { createHash } from 'node:crypto';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf, databaseOf } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';

/** Somebody who has marks, of an erasure or of several. */
interface MarkedPerson {
  readonly id: string;
  readonly marks: readonly string[];
  /** Whether another account of theirs has none of these, though one has. */
  readonly partly: boolean;
}

const markOf = (id: string) => Prisma.sql`encode(sha256(convert_to(${Prisma.raw(id)}::text, 'UTF8')), 'hex')`;

/** Reads and notes marks of people who were erased: by these alone a backup from before knows them again. */
export function erasureMarks({ tx, region }: RegionScope) {
  const client = clientOf(tx);
  const regionId = region.id;
  return {
    /** Returns which of these erasures aren't known here. */
    async unknownOf(ids: readonly string[]): Promise<ReadonlySet<string>> {
      const known = await client.erasure.findMany({ where: { regionId, id: { in: [...ids] } }, select: { id: true } });
      const found = new Set(known.map(({ id }) => id));
      return new Set(ids.filter((id) => !found.has(id)));
    },
    /**
     * Returns the marks of a person, of those who were merged with them, and of the rows of their accounts, which stay the same when two
     * people become one or are parted: only by these are they recognised in a backup.
     */
    async marksOf(personId: string): Promise<readonly string[]> {
      const links = await client.accountLink.findMany({
        where: { regionId, keptId: personId },
        select: { goneId: true },
      });
      const accounts = await client.identity.findMany({ where: { regionId, personId }, select: { id: true } });
      const ids = [personId, ...links.map(({ goneId }) => goneId), ...accounts.map(({ id }) => id)];
      return [...new Set(ids)].map((id) => createHash('sha256').update(id).digest('hex'));
    },
    /** Returns the people who have one of these marks, or an account that has, each with those of the marks. */
    async peopleMarked(marks: readonly string[]): Promise<readonly MarkedPerson[]> {
      return client.$queryRaw<readonly MarkedPerson[]>`
        SELECT "personId"::text AS "id", array_agg("mark") AS "marks", bool_or("ofAccount") AND EXISTS (
          SELECT 1 FROM "Identity" other
          WHERE other."regionId" = ${regionId}::uuid AND other."personId" = marked."personId"
            AND NOT ${markOf('other."id"')} = ANY (${marks}::text[])
        ) AS "partly"
        FROM (
          SELECT "id" AS "personId", ${markOf('"id"')} AS "mark", FALSE AS "ofAccount" FROM "Person"
          WHERE "regionId" = ${regionId}::uuid
          UNION ALL SELECT "personId", ${markOf('"id"')}, TRUE FROM "Identity" WHERE "regionId" = ${regionId}::uuid
        ) marked
        WHERE "mark" = ANY (${marks}::text[]) GROUP BY "personId" ORDER BY "personId"`;
    },
    /** Notes beside the backups that an erasure has begun. Returns whether it could be written; the log says why not. */
    async note(id: string, startedAt: Date, people: readonly string[]): Promise<boolean> {
      const { backups, log } = databaseOf(tx);
      try {
        await backups.noteErased({ erasure: id, region: regionId, at: startedAt.toISOString(), people: [...people] });
        return true;
      } catch (error) {
        log.error('erasure.not-noted', error, { erasure: id });
        return false;
      }
    },
    /** Returns for how many days backups hold what was erased; 0 where none are made. */
    backupDays: () => databaseOf(tx).backups.days,
  };
}
