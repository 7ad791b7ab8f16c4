import type { Scope } from '../../../access/operation/scope.ts';
import { clientOf } from '../../../database/transaction.ts';
import { fileRefs } from '../../../files/store.ts';
import type { Review } from './review.ts';

/** Returns the latest draft of an edition that the actor was given to read, over or not; null where there is none. */
export async function lastGivenTo(
  scope: Scope,
  editionId: string,
): Promise<Pick<Review, 'id' | 'version' | 'answerBy' | 'askedAt' | 'askedById' | 'endedAt' | 'withdrawn'> | null> {
  const { tx, region, actor } = scope;
  const found = await clientOf(tx).reportReview.findFirst({
    where: { regionId: region.id, editionId, readers: { some: { personId: actor.personId } } },
    select: {
      ...{ id: true, version: true, answerBy: true, askedAt: true, askedById: true, endedAt: true, fileIds: true },
    },
    orderBy: { id: 'desc' },
  });
  if (!found) return null;
  const { fileIds, ...review } = found;
  return { ...review, withdrawn: fileIds.length > 0 && (await fileRefs(scope, fileIds)).length === 0 };
}
