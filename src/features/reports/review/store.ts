import { stillInRegion } from '../../../access/actor/presence-filters-store.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { clientOf } from '../../../database/transaction.ts';
import type { Outline } from '../../../documents/outline.ts';
import { fileRefs } from '../../../files/store.ts';
import type { Prisma } from '../../../generated/prisma/client.ts';
import type { ReportFigures } from '../aggregates/aggregate.ts';
import { storedFigures } from '../publication/stored-figures.ts';
import { outlineWithPhotos, storedOutline } from '../publication/stored-outline.ts';
import type { PossibleReader, Review } from './review.ts';

const known = {
  ...{ id: true, editionId: true, version: true, figures: true, words: true, fileIds: true, answerBy: true },
  ...{ askedById: true, askedAt: true, endedAt: true },
  readers: { select: { personId: true }, orderBy: { id: 'asc' } },
} satisfies Prisma.ReportReviewSelect;

type Row = Prisma.ReportReviewGetPayload<{ select: typeof known }>;

/** Stores which drafts of the bilan are read by whom. */
export function reviewStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  const review = async ({ figures, words, fileIds, readers, ...row }: Row): Promise<Review> => {
    const files = await fileRefs(scope, fileIds);
    return {
      ...row,
      // The bot itself wrote these, so they aren't parsed again.
      figures: storedFigures(figures as unknown as ReportFigures),
      words: words as Readonly<Record<string, string>>,
      files,
      withdrawn: fileIds.length > 0 && files.length === 0,
      readers: readers.map(({ personId }) => personId),
    };
  };

  const takesPart = {
    ...stillInRegion(regionId),
    OR: [{ memberships: { some: { regionId, status: 'ACTIVE' } } }, { roles: { some: { regionId } } }],
  } satisfies Prisma.PersonWhereInput;

  return {
    /** Returns the people of the region who may be asked to read: the team, and active members of organisations. */
    async possibleReaders(): Promise<readonly PossibleReader[]> {
      const rows = await client.person.findMany({
        where: takesPart,
        select: {
          ...{ id: true, name: true },
          roles: { where: { regionId }, select: { role: true } },
          memberships: {
            where: { regionId, status: 'ACTIVE' },
            select: { organisation: { select: { name: true } } },
            orderBy: { id: 'asc' },
          },
        },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(({ id, name, roles, memberships }) => ({
        ...{ id, name, team: roles.length > 0 },
        organisations: memberships.map(({ organisation }) => organisation.name),
      }));
    },
    /** Returns those of these people who still take part in the region. */
    async takingPart(people: readonly string[]): Promise<ReadonlySet<string>> {
      const rows = await client.person.findMany({
        where: { ...takesPart, id: { in: [...people] } },
        select: { id: true },
      });
      return new Set(rows.map(({ id }) => id));
    },

    /**
     * Makes the sending of one edition's bilan to readers, and the end of that, wait for each other. The row is
     * written, and not only locked, so that a transaction that reads as of its beginning begins anew instead of missing
     * the change it has waited for.
     */
    async lock(editionId: string): Promise<void> {
      await client.edition.updateMany({ where: { regionId, id: editionId }, data: { id: editionId } });
    },
    /** Returns the drafts of an edition, the oldest first. */
    async of(editionId: string): Promise<readonly Review[]> {
      const rows = await client.reportReview.findMany({
        where: { regionId, editionId },
        select: known,
        orderBy: { id: 'asc' },
      });
      return Promise.all(rows.map(review));
    },
    async byId(id: string): Promise<Review | null> {
      const row = await client.reportReview.findFirst({ where: { regionId, id }, select: known });
      return row && review(row);
    },
    /** Returns the outline to print. */
    async outlineOf(id: string): Promise<Outline | null> {
      const row = await client.reportReview.findFirst({ where: { regionId, id }, select: { outline: true } });
      return row && outlineWithPhotos(scope, row.outline);
    },
    async add(
      draft: Pick<Review, 'editionId' | 'version' | 'figures' | 'words' | 'answerBy' | 'askedById'> & {
        readonly outline: Outline;
      },
    ): Promise<string> {
      const { figures, words, outline, ...rest } = draft;
      const row = await client.reportReview.create({
        data: {
          ...rest,
          regionId,
          figures: structuredClone(figures) as object,
          words,
          outline: storedOutline(outline),
          askedAt: scope.now,
        },
        select: { id: true },
      });
      return row.id;
    },
    async addReaders(reviewId: string, people: readonly string[]): Promise<void> {
      await client.reportReader.createMany({
        data: people.map((personId) => ({ regionId, reviewId, personId, addedAt: scope.now })),
        skipDuplicates: true,
      });
    },
    async setAnswerBy(id: string, answerBy: string): Promise<void> {
      await client.reportReview.updateMany({ where: { regionId, id }, data: { answerBy } });
    },
    async setFiles(id: string, fileIds: readonly string[]): Promise<void> {
      await client.reportReview.updateMany({ where: { regionId, id }, data: { fileIds: [...fileIds] } });
    },
    /** Ends the reading of an edition's drafts. Returns the ids of those that were still read. */
    async end(editionId: string): Promise<readonly string[]> {
      const rows = await client.reportReview.updateManyAndReturn({
        where: { regionId, editionId, endedAt: null },
        data: { endedAt: scope.now },
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },
  };
}
