import { endOfTerm } from '../../../access/region/data-settings-store.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { clientOf } from '../../../database/transaction.ts';

/**
 * Deletes what answers were before they were changed, once the edition is closed and a bilan was made since: its first version
 * goes back to the answers as they stood when the survey was closed. Returns whether some may be left.
 */
export async function purgeRevisions(scope: RegionScope, most: number): Promise<boolean> {
  const { tx, region } = scope;
  const client = clientOf(tx);
  const over = await endOfTerm(scope, 'history');
  const evaluated = await client.$queryRaw<readonly { readonly id: string; readonly madeAt: Date }[]>`
    SELECT edition."id", max(report."createdAt") AS "madeAt" FROM "Edition" edition
    JOIN "Report" report ON report."editionId" = edition."id"
    WHERE edition."regionId" = ${region.id}::uuid AND edition."status" = 'CLOSED' GROUP BY edition."id"`;
  let left = most;
  for (const { id, madeAt } of evaluated) {
    left -= await client.$executeRaw`
      DELETE FROM "AnswerRevision" WHERE "id" IN (
        SELECT old."id" FROM "Survey" survey JOIN "Questionnaire" asked ON asked."surveyId" = survey."id"
        JOIN "AnswerRevision" old ON old."questionnaireId" = asked."id"
        WHERE survey."editionId" = ${id}::uuid AND old."replacedAt" < LEAST(${over}::timestamptz, ${madeAt}::timestamptz)
        LIMIT ${left})`;
    if (left === 0) return true;
  }
  return false;
}
