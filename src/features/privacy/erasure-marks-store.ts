import { createHash } from 'node:crypto';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf, databaseOf } from '../../database/transaction.ts';

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
     * Returns the marks of a person and of those who were merged with them: only by these are they recognised in a
     * backup.
     */
    async marksOf(personId: string): Promise<readonly string[]> {
      const links = await client.accountLink.findMany({
        where: { regionId, keptId: personId },
        select: { goneId: true },
      });
      return [...new Set([personId, ...links.map(({ goneId }) => goneId)])].map((id) =>
        createHash('sha256').update(id).digest('hex'),
      );
    },
    /** Returns the people who have one of these marks. */
    async peopleMarked(marks: readonly string[]): Promise<readonly string[]> {
      const rows = await client.$queryRaw<{ readonly id: string }[]>`
        SELECT "id"::text AS "id" FROM "Person" WHERE "regionId" = ${regionId}::uuid
          AND encode(sha256(convert_to("id"::text, 'UTF8')), 'hex') = ANY (${marks}::text[]) ORDER BY "id"`;
      return rows.map(({ id }) => id);
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
