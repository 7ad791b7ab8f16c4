import { z } from 'zod';
import { hasRole } from '../../../access/actor/actor.ts';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { Settled, UserError } from '../../../chat/user-error.ts';
import { DESK_CHAPTERS } from '../desk.ts';
import { commentStore } from './comment-store.ts';
import { planCommentsTold } from './jobs.ts';
import { MOST_COMMENTS, type Review, type ReviewComment } from './review.ts';
import { reviewStore } from './store.ts';

/** Returns a draft that the actor may comment on. Throws Settled, which gives back what they typed, when they may not any more. */
export async function readableDraft(scope: Scope, reviewId: string): Promise<Review> {
  const review = await reviewStore(scope).byId(reviewId);
  if (!review?.readers.includes(scope.actor.personId)) throw new UserError('reports.errors.notReader');
  if (review.endedAt !== null) throw new Settled('reports.errors.reviewOver');
  if (!hasRole(scope.actor, 'organiser')) throw new Settled('reports.errors.readerLeft');
  return review;
}

const aboutReview = { reviewId: z.uuid() };

/** Returns the draft that a reader is about to comment on. */
export const viewReview = operation({
  name: 'reports.viewReview',
  who: 'anyone',
  journal: { silent: 'changes nothing' },
  input: z.object(aboutReview),
  run: async (scope, { reviewId }): Promise<Review> => readableDraft(scope, reviewId),
});

/**
 * Stores a reader's comment on a chapter. The sender of the draft is soon told of all comments of that time together.
 */
export const addComment = operation({
  name: 'reports.addComment',
  who: 'anyone',
  journal: { silent: 'is a message' },
  input: z.object({ ...aboutReview, chapter: z.enum(DESK_CHAPTERS), text: z.string().trim().min(1) }),
  async run(scope, { reviewId, chapter, text }): Promise<readonly ReviewComment[]> {
    await readableDraft(scope, reviewId);
    const store = commentStore(scope);
    const writtenById = scope.actor.personId;
    if ((await store.commentsOf(reviewId, writtenById)).length >= MOST_COMMENTS)
      throw new Settled('reports.errors.comments', { most: MOST_COMMENTS });
    await store.addComment({ reviewId, chapter, text, writtenById });
    await planCommentsTold(scope, reviewId);
    return store.commentsOf(reviewId, writtenById);
  },
});

/** Returns the actor's comments on a draft. They may read and take them back even when the reading is over. */
export const viewOwnComments = operation({
  name: 'reports.viewOwnComments',
  who: 'anyone',
  journal: { silent: 'changes nothing' },
  input: z.object(aboutReview),
  run: (scope, { reviewId }): Promise<readonly ReviewComment[]> =>
    commentStore(scope).commentsOf(reviewId, scope.actor.personId),
});

const aboutComment = { commentId: z.uuid() };

/** Takes back a comment of the actor's own. Returns it, so that its words aren't lost. */
export const withdrawComment = operation({
  name: 'reports.withdrawComment',
  who: 'anyone',
  journal: { silent: 'is their own' },
  input: z.object(aboutComment),
  async run(scope, { commentId }): Promise<ReviewComment> {
    const comment = await commentStore(scope).comment(commentId);
    if (comment?.writtenById !== scope.actor.personId) throw new UserError('reports.errors.commentGone');
    await commentStore(scope).removeComment(commentId);
    return comment;
  },
});

/** Notes what the coordinators did with a comment. Returns the comment with that. */
export const settleComment = operation({
  name: 'reports.settleComment',
  who: 'coordinator',
  input: z.object({ ...aboutComment, state: z.enum(['TREATED', 'AGAIN']) }),
  async run(scope, { commentId, state }): Promise<ReviewComment> {
    const store = commentStore(scope);
    const comment = await store.comment(commentId);
    if (!comment) throw new UserError('reports.errors.commentGone');
    await store.settle(commentId, state);
    return { ...comment, state };
  },
  journal: {
    deeds: ({ editionId, writtenById, state }) => ({
      verb: state === 'TREATED' ? 'reports.journal.commentTreated' : 'reports.journal.commentKept',
      object: { kind: 'edition', id: editionId, name: null },
      person: writtenById,
    }),
  },
});
