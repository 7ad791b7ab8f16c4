import type { RegionScope } from '../../../access/region/region-scope.ts';
import { clientOf } from '../../../database/transaction.ts';

/** Stores which organisations are still asked as ones that take part. */
export function participationStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  return {
    /** Returns the questionnaires of organisations that are asked as ones that take part, with those that are set aside. */
    ofOrganisationsAsked: (surveyId: string) =>
      client.questionnaire.findMany({
        where: { regionId, surveyId, kind: 'ORGANISATION' },
        select: { id: true, organisationId: true },
        orderBy: { id: 'asc' },
      }),

    /** Returns the ids of those that ask the same organisations, in the same survey, why they take no part. */
    async absencesBeside(ids: readonly string[]): Promise<readonly string[]> {
      const asked = await client.questionnaire.findMany({
        where: { regionId, id: { in: [...ids] } },
        select: { surveyId: true, organisationId: true },
      });
      const rows = await client.questionnaire.findMany({
        where: { regionId, kind: 'ABSENCE', OR: asked },
        select: { id: true },
        orderBy: { id: 'asc' },
      });
      return rows.map(({ id }) => id);
    },

    /** Sets these aside, or takes them up again. Returns the ids of those that it changed. */
    async setAside(ids: readonly string[], aside: boolean): Promise<readonly string[]> {
      const rows = await client.questionnaire.updateManyAndReturn({
        where: { regionId, id: { in: [...ids] }, setAsideAt: aside ? null : { not: null } },
        data: { setAsideAt: aside ? scope.now : null },
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },
  };
}
