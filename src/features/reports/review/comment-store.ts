import type { RegionScope } from '../../../access/region/region-scope.ts';
import { clientOf } from '../../../database/transaction.ts';
import type { Prisma } from '../../../generated/prisma/client.ts';
import { CHAPTER, type ChapterId, chapterOf } from '../content/chapters.ts';
import type { ReviewComment } from './review.ts';

const said = {
  ...{ id: true, reviewId: true, chapter: true, text: true, writtenById: true, writtenAt: true, state: true },
  review: { select: { version: true, editionId: true } },
} satisfies Prisma.ReportCommentSelect;

type CommentRow = Prisma.ReportCommentGetPayload<{ select: typeof said }>;

function comment({ review, chapter, ...row }: CommentRow): ReviewComment {
  // The bot itself wrote the chapter.
  const id: ChapterId = chapterOf(CHAPTER + chapter) ?? 'essential';
  return { ...row, ...review, chapter: id };
}

/** Stores readers' comments on the drafts of the bilan. */
export function commentStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    /** Returns the comments on the drafts of an edition, the oldest first. */
    async comments(editionId: string): Promise<readonly ReviewComment[]> {
      const drafts = await client.reportReview.findMany({ where: { regionId, editionId }, select: { id: true } });
      const rows = await client.reportComment.findMany({
        where: { regionId, reviewId: { in: drafts.map(({ id }) => id) } },
        select: said,
        orderBy: { id: 'asc' },
      });
      return rows.map(comment);
    },
    /** Returns how many comments on the drafts of an edition the coordinators haven't dealt with. */
    async countLeft(editionId: string): Promise<number> {
      const drafts = await client.reportReview.findMany({ where: { regionId, editionId }, select: { id: true } });
      if (drafts.length === 0) return 0;
      return client.reportComment.count({
        where: { regionId, reviewId: { in: drafts.map(({ id }) => id) }, state: { not: 'TREATED' } },
      });
    },
    /** Returns somebody's comments on a draft, the oldest first. */
    async commentsOf(reviewId: string, writtenById: string): Promise<readonly ReviewComment[]> {
      const rows = await client.reportComment.findMany({
        where: { regionId, reviewId, writtenById },
        select: said,
        orderBy: { id: 'asc' },
      });
      return rows.map(comment);
    },
    async comment(id: string): Promise<ReviewComment | null> {
      const row = await client.reportComment.findFirst({ where: { regionId, id }, select: said });
      return row && comment(row);
    },
    async addComment(of: Pick<ReviewComment, 'reviewId' | 'chapter' | 'text' | 'writtenById'>): Promise<void> {
      await client.reportComment.create({ data: { ...of, regionId, writtenAt: scope.now } });
    },
    async removeComment(id: string): Promise<void> {
      await client.reportComment.deleteMany({ where: { regionId, id } });
    },
    async settle(id: string, state: ReviewComment['state']): Promise<void> {
      await client.reportComment.updateMany({ where: { regionId, id }, data: { state } });
    },
    /**
     * Marks the comments on a draft of which nobody was told as told now, and returns them. Two processes at once take each
     * once, because the second waits for the first one's rows.
     */
    async takeUntold(reviewId: string): Promise<readonly Pick<ReviewComment, 'chapter' | 'writtenById'>[]> {
      const rows = await client.reportComment.updateManyAndReturn({
        where: { regionId, reviewId, toldAt: null },
        data: { toldAt: scope.now },
        select: said,
      });
      return rows.map(comment);
    },
  };
}
