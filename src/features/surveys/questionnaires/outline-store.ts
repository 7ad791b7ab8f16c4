import type { RegionScope } from '../../../access/region/region-scope.ts';
import { clientOf } from '../../../database/transaction.ts';
import type { StoredQuestionnaire } from '../survey.ts';
import { type NewQuestionnaire, questionnaireKindOf } from './questionnaire-store.ts';

/** A questionnaire without its answers. */
export interface OutlinedQuestionnaire extends NewQuestionnaire, Pick<StoredQuestionnaire, 'superseded' | 'askedAt'> {
  readonly id: string;
}

/** Returns which questionnaires a survey has, without what is in them. */
export async function outlineOf(
  { tx, region }: RegionScope,
  surveyId: string,
): Promise<readonly OutlinedQuestionnaire[]> {
  const rows = await clientOf(tx).questionnaire.findMany({
    where: { regionId: region.id, surveyId },
    select: { id: true, kind: true, organisationId: true, eventId: true, askedAt: true, setAsideAt: true },
    orderBy: [{ kind: 'asc' }, { id: 'asc' }],
  });
  const takesPart = new Set(
    rows.flatMap(({ kind, setAsideAt, organisationId }) =>
      kind === 'ORGANISATION' && setAsideAt === null ? organisationId : [],
    ),
  );
  return rows.map(({ kind, setAsideAt, ...row }) => ({
    ...row,
    kind: questionnaireKindOf[kind],
    superseded: setAsideAt !== null || (kind === 'ABSENCE' && takesPart.has(row.organisationId)),
  }));
}

/** Locks all questionnaires of a survey, so that whoever answers one at this moment is waited for, and the next wait. */
export async function lockAll({ tx, region }: RegionScope, surveyId: string): Promise<void> {
  await clientOf(tx).$queryRaw`
    SELECT 1 FROM "Questionnaire" WHERE "regionId" = ${region.id}::uuid AND "surveyId" = ${surveyId}::uuid
    ORDER BY "id" FOR UPDATE`;
}
