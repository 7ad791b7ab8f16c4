import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { isQuestionId } from '../surveys/questions/catalogue.ts';
import { type AnswerOf, answerKey, type LeftOutAnswers } from './answer-choices.ts';

/** Stores what coordinators chose for answers in the bilan. */
export function choiceStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    /** Returns the answers that are left out of an edition's bilan. */
    async leftOut(editionId: string): Promise<LeftOutAnswers> {
      const rows = await client.reportChoice.findMany({ where: { regionId, editionId }, orderBy: { id: 'asc' } });
      return new Map(
        rows.flatMap(({ organisationId: organisation, question, leftOutById: by, leftOutAt: at }) =>
          isQuestionId(question) ? [[answerKey({ organisation, question }), { by, at }] as const] : [],
        ),
      );
    },
    /** Leaves an answer out. Returns false when somebody has done so already: that one stays. */
    async leaveOut(editionId: string, { organisation, question }: AnswerOf, by: string): Promise<boolean> {
      const created = await client.reportChoice.createMany({
        data: {
          ...{ regionId, editionId, question, organisationId: organisation },
          ...{ leftOutById: by, leftOutAt: scope.now },
        },
        skipDuplicates: true,
      });
      return created.count === 1;
    },
    /** Puts an answer back. Returns false when it wasn't left out. */
    async putBack(editionId: string, { organisation, question }: AnswerOf): Promise<boolean> {
      const removed = await client.reportChoice.deleteMany({
        where: { regionId, editionId, question, organisationId: organisation },
      });
      return removed.count > 0;
    },
    /** Returns the names of these people by their ids, erased ones included: a neutral person stands for those. */
    async namesOf(people: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const rows = await client.person.findMany({
        where: { regionId, id: { in: [...new Set(people)] } },
        select: { id: true, name: true },
      });
      return new Map(rows.map(({ id, name }) => [id, name]));
    },
  };
}
