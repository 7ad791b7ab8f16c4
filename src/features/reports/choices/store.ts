import type { RegionScope } from '../../../access/region/region-scope.ts';
import { clientOf } from '../../../database/transaction.ts';
import { isQuestionId } from '../../surveys/questions/catalogue.ts';
import { type ChosenAnswer, choiceKey, type LeftOutAnswers } from '../content/answer-choices.ts';
import { type IdeaTopic, type IdeaTopics, ideaTopic } from '../content/idea-topics.ts';

/** Stores the coordinators' choices of answers for the bilan. */
export function choiceStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    /** Returns the answers that are left out of an edition's bilan. */
    async leftOut(editionId: string): Promise<LeftOutAnswers> {
      const rows = await client.reportChoice.findMany({ where: { regionId, editionId }, orderBy: { id: 'asc' } });
      return new Map(
        rows.flatMap(({ organisationId: organisation, question, leftOutById: by, leftOutAt: at }) =>
          isQuestionId(question) ? [[choiceKey({ organisation, question }), { by, at }] as const] : [],
        ),
      );
    },
    /** Leaves an answer out. Returns false when somebody has done so already: that one stays. */
    async leaveOut(editionId: string, { organisation, question }: ChosenAnswer, by: string): Promise<boolean> {
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
    async putBack(editionId: string, { organisation, question }: ChosenAnswer): Promise<boolean> {
      const removed = await client.reportChoice.deleteMany({
        where: { regionId, editionId, question, organisationId: organisation },
      });
      return removed.count > 0;
    },
    /** Returns the topics of the ideas that are sorted. */
    async topics(editionId: string): Promise<IdeaTopics> {
      const rows = await client.sortedIdea.findMany({ where: { regionId, editionId }, orderBy: { id: 'asc' } });
      return new Map(
        rows.flatMap(({ organisationId, topic: name }) => {
          const topic = ideaTopic(name);
          return topic === null ? [] : [[organisationId, topic] as const];
        }),
      );
    },
    /** Sorts an organisation's idea; without a topic it is as if nobody had. */
    async sort(editionId: string, organisationId: string, topic: IdeaTopic | null, by: string): Promise<void> {
      const where = { regionId, editionId, organisationId };
      if (topic === null) {
        await client.sortedIdea.deleteMany({ where });
        return;
      }
      const data = { topic, sortedById: by, sortedAt: scope.now };
      await client.sortedIdea.upsert({
        where: { editionId_organisationId: { editionId, organisationId } },
        create: { ...where, ...data },
        update: data,
      });
    },
    /** Returns the names of these people by their ids, erased ones included: a neutral person stands for those. */
    async namesOf(people: readonly string[]): Promise<ReadonlyMap<string, string>> {
      if (people.length === 0) return new Map();
      const rows = await client.person.findMany({
        where: { regionId, id: { in: [...new Set(people)] } },
        select: { id: true, name: true },
      });
      return new Map(rows.map(({ id, name }) => [id, name]));
    },
  };
}
