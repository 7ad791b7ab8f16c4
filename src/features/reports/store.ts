import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { MentionFact } from '../surveys/facts.ts';
import type { ReportFigures } from './aggregates/aggregate.ts';
import type { Version } from './content/content.ts';
import { type EditedAgainst, editedAgainst, SENTENCE } from './content/sentence-basis.ts';
import { MEDIUM_OF } from './press/store.ts';
import { storedFigures } from './publication/stored-figures.ts';

/** Stores the bilan's own texts and its versions, and reads the media items logged beside the questionnaires. */
export function reportStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    /** Returns the coordinators' texts by key: 'chapter:…', 'claim:…', 'finding:…', 'sentence:…'. */
    async texts(editionId: string): Promise<ReadonlyMap<string, string>> {
      const rows = await client.reportText.findMany({ where: { regionId, editionId }, orderBy: { id: 'asc' } });
      return new Map(rows.map(({ key, text }) => [key, text]));
    },
    /** Returns the bases on which the edited sentences were written, by their keys. */
    async against(editionId: string): Promise<ReadonlyMap<string, EditedAgainst>> {
      const rows = await client.reportText.findMany({
        where: { regionId, editionId, key: { startsWith: SENTENCE } },
        select: { key: true, against: true },
        orderBy: { id: 'asc' },
      });
      return new Map(rows.map(({ key, against }) => [key, editedAgainst.parse(against)]));
    },
    /** Returns the person who wrote a text; null where there is none. */
    async writer(editionId: string, key: string): Promise<string | null> {
      const where = { regionId, editionId, key };
      return (await client.reportText.findFirst({ where, select: { writtenById: true } }))?.writtenById ?? null;
    },
    /** Stores a text; `against` is the basis on which an edited sentence was written. */
    async saveText(
      editionId: string,
      key: string,
      text: string,
      writtenById: string,
      against?: EditedAgainst,
    ): Promise<void> {
      const data = { text, writtenById, writtenAt: scope.now, ...(against ? { against } : {}) };
      await client.reportText.upsert({
        where: { editionId_key: { editionId, key } },
        create: { ...data, regionId, editionId, key },
        update: data,
      });
    },
    /** Removes a text; where its words are given, only as long as it has these. Returns false when nothing was removed. */
    async removeText(editionId: string, key: string, text?: string): Promise<boolean> {
      const where = { regionId, editionId, key, ...(text === undefined ? {} : { text }) };
      return (await client.reportText.deleteMany({ where })).count > 0;
    },
    /**
     * Returns media items that no questionnaire declares; those of questionnaires are in their answers. Of one organisation, or of all
     * of them. They name no event but `events`.
     */
    async loggedMentions(
      editionId: string,
      events: readonly { readonly id: string; readonly title: string }[],
      organisationId?: string,
    ): Promise<readonly MentionFact[]> {
      const rows = await client.mediaMention.findMany({
        where: {
          ...{ regionId, editionId, questionnaireId: null },
          ...(organisationId === undefined ? {} : { organisationId }),
        },
        orderBy: [{ enteredAt: 'asc' }, { id: 'asc' }],
      });
      const titles = new Map(events.map(({ id, title }) => [id, title]));
      return rows.map(({ outlet, kind, publishedOn, link, organisationId, launch, title, eventId }) => ({
        ...{ outlet, medium: MEDIUM_OF[kind], publishedOn, link, organisation: organisationId, launch },
        ...(title === null ? {} : { press: { title, link, event: titles.get(eventId ?? '') ?? null } }),
      }));
    },
    async hasVersion(editionId: string): Promise<boolean> {
      return (await client.report.findFirst({ where: { regionId, editionId }, select: { id: true } })) !== null;
    },
    /** Returns the versions, the oldest first. */
    async versions(editionId: string): Promise<readonly Version[]> {
      const rows = await client.report.findMany({
        where: { regionId, editionId },
        select: { version: true, figures: true, sentences: true, createdAt: true },
        orderBy: { version: 'asc' },
      });
      // The bot itself wrote the figures and put the sentences together, so they aren't parsed again.
      return rows.map(({ figures, sentences, ...row }) => ({
        ...row,
        figures: storedFigures(figures as unknown as ReportFigures),
        sentences: sentences as Readonly<Record<string, string>> | null,
      }));
    },
    async setSentences(editionId: string, version: number, sentences: Readonly<Record<string, string>>): Promise<void> {
      await client.report.updateMany({ where: { regionId, editionId, version }, data: { sentences } });
    },
    /** Returns false when somebody else has just made this version. */
    async addVersion(
      editionId: string,
      version: number,
      { figures, sentences }: { readonly figures: ReportFigures; readonly sentences: Readonly<Record<string, string>> },
      createdById: string,
    ): Promise<boolean> {
      const created = await client.report.createMany({
        data: {
          regionId,
          editionId,
          version,
          figures: structuredClone(figures) as object,
          sentences,
          createdById,
          createdAt: scope.now,
        },
        skipDuplicates: true,
      });
      return created.count === 1;
    },
  };
}
