import { endOfTerm } from '../../../access/region/data-settings-store.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { clientOf } from '../../../database/transaction.ts';

/**
 * Deletes what answers were before they were changed, once the edition is closed and a bilan was made since: its first version
 * goes back to the answers as they stood when the survey was closed. Returns whether some may be left.
 */
export async function purgeRevisions(scope: RegionScope, most: number): Promise<boolean> {
  const { tx, region } = scope;
  const before = await endOfTerm(scope, 'history');
  const gone = await clientOf(tx).$executeRaw`
    DELETE FROM "AnswerRevision" WHERE "id" IN (
      SELECT old."id" FROM "AnswerRevision" old
      WHERE old."regionId" = ${region.id}::uuid AND old."replacedAt" < ${before}::timestamptz
        -- A value for each row is looked up by its key; a join would read all questionnaires.
        AND (SELECT EXISTS (
            SELECT 1 FROM "Report" report WHERE report."editionId" = edition."id" AND report."createdAt" > old."replacedAt")
          FROM "Questionnaire" of JOIN "Survey" survey ON survey."id" = of."surveyId"
          JOIN "Edition" edition ON edition."id" = survey."editionId" AND edition."status" = 'CLOSED'
          WHERE of."id" = old."questionnaireId")
      ORDER BY old."replacedAt" LIMIT ${most})`;
  return gone === most;
}
