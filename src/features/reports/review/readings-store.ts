import type { Scope } from '../../../access/operation/scope.ts';
import { clientOf } from '../../../database/transaction.ts';
import type { Review } from './review.ts';

/** Returns the latest draft of an edition that the actor was given to read, over or not; null where there is none. */
export async function lastGivenTo(
  { tx, region, actor }: Scope,
  editionId: string,
): Promise<Pick<Review, 'id' | 'version' | 'answerBy' | 'askedAt' | 'askedById' | 'endedAt'> | null> {
  return clientOf(tx).reportReview.findFirst({
    where: { regionId: region.id, editionId, readers: { some: { personId: actor.personId } } },
    select: { id: true, version: true, answerBy: true, askedAt: true, askedById: true, endedAt: true },
    orderBy: { id: 'desc' },
  });
}
