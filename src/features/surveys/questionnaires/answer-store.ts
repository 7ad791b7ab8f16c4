import type { RegionScope } from '../../../access/region/region-scope.ts';
import { clientOf } from '../../../database/transaction.ts';
import { isQuestionId, type QuestionId } from '../questions/catalogue.ts';
import type { AnswerEntry } from './history.ts';
import { answerEntryOf } from './questionnaire-store.ts';

/** The answer that a message gave. */
export interface GivenAnswer {
  readonly questionnaireId: string;
  readonly question: QuestionId;
}

/** Stores answers, and the revisions that they replace. */
export function answerStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  const self = {
    /** Stores an answer in place of the earlier one to the same question. */
    async save(
      questionnaireId: string,
      { question, value, by, onBehalf, at, late, sources = [], givenIn = null }: AnswerEntry,
    ): Promise<void> {
      const given = { answeredById: by, onBehalf, answeredAt: at, late, sources: [...sources], givenIn };
      const data = { ...given, value: structuredClone(value) as object };
      await client.answer.upsert({
        where: { questionnaireId_question: { questionnaireId, question } },
        create: { ...data, regionId, questionnaireId, question },
        update: data,
      });
    },

    /** Stores an answer that is about to be replaced as a revision. */
    async keep(
      questionnaireId: string,
      { question, value, by, onBehalf, at, late, sources }: AnswerEntry,
    ): Promise<void> {
      await client.answerRevision.create({
        data: {
          regionId,
          questionnaireId,
          question,
          value: structuredClone(value) as object,
          answeredById: by,
          onBehalf,
          answeredAt: at,
          late,
          sources: [...(sources ?? [])],
          replacedAt: scope.now,
        },
      });
    },

    /** Returns the current or former answer that this message gave; null when it gave none. */
    async givenBy(source: string): Promise<GivenAnswer | null> {
      const of = {
        where: { regionId, sources: { has: source } },
        select: { questionnaireId: true, question: true },
      } as const;
      const stands = await client.answer.findFirst(of);
      const found =
        stands ?? (await client.answerRevision.findFirst({ ...of, orderBy: [{ replacedAt: 'desc' }, { id: 'desc' }] }));
      return found && isQuestionId(found.question) ? { ...found, question: found.question } : null;
    },

    /** Notes that another message gave the same answer again. */
    async noteSource(questionnaireId: string, question: QuestionId, source: string): Promise<void> {
      await client.answer.updateMany({
        where: { regionId, questionnaireId, question },
        data: { sources: { push: source } },
      });
    },

    /** Moves answers from a questionnaire to its history. */
    async setAside(
      questionnaireId: string,
      entries: readonly AnswerEntry[],
      questions: readonly QuestionId[],
    ): Promise<void> {
      for (const entry of entries) {
        if (questions.includes(entry.question)) await self.keep(questionnaireId, entry);
      }
      await client.answer.deleteMany({ where: { regionId, questionnaireId, question: { in: [...questions] } } });
    },

    /** Returns the revisions of these questionnaires, by questionnaire id, latest first. */
    async history(questionnaireIds: readonly string[]): Promise<ReadonlyMap<string, readonly AnswerEntry[]>> {
      if (questionnaireIds.length === 0) return new Map();
      const rows = await client.answerRevision.findMany({
        where: { regionId, questionnaireId: { in: [...questionnaireIds] } },
        orderBy: [{ replacedAt: 'desc' }, { id: 'desc' }],
      });
      const found = new Map<string, AnswerEntry[]>();
      for (const row of rows) {
        // The place of a revision isn't kept: revisions are shown to one person at a time, never in a shared place.
        const entry = answerEntryOf({ ...row, givenIn: null });
        if (!entry) continue;
        const entries = found.get(row.questionnaireId);
        if (entries) entries.push(entry);
        else found.set(row.questionnaireId, [entry]);
      }
      return found;
    },
  };
  return self;
}
