import { z } from 'zod';
import { type AnyAction, action, type Context } from '../../../access/operation/context.ts';
import { idAsShown } from '../../../access/operation/version.ts';
import { choiceField, longTextField, picksField, textField } from '../../../chat/form.ts';
import { UserError } from '../../../chat/user-error.ts';
import { localDay } from '../../../dates/index.ts';
import { readMoment } from '../../../reading/index.ts';
import { DESK_CHAPTERS } from '../desk.ts';
import { viewDesk } from '../desk-operations.ts';
import { deskMessage } from '../messages/desk.ts';
import {
  commentWithdrawn,
  confirmReviewEnd,
  draftComing,
  ownComments,
  reviewEnded,
  reviewSending,
  reviewSendingBegun,
} from '../messages/review.ts';
import { addComment, settleComment, viewOwnComments, viewReview, withdrawComment } from './comment-operations.ts';
import { endReviews, previewReview, sendForReview, viewReviewsOf } from './operations.ts';
import { askForDraft } from './reading-operations.ts';
import { MOST_READERS } from './review.ts';

const none = z.object({});

const sending = z.object({
  people: picksField({
    label: 'reports.form.reader',
    hint: 'reports.form.readerHint',
    source: 'readers',
    most: MOST_READERS,
  }),
  answerBy: textField({ label: 'reports.form.answerBy', hint: 'reports.form.answerByHint', max: 60 }).optional(),
});

/** Reads a filled-in form. Throws UserError for a day that can't be read. */
function readSending(context: Context, editionId: string, { people, answerBy }: z.output<typeof sending>) {
  return { editionId, people, answerBy: answerBy === undefined ? null : dayIn(context, answerBy) };
}

function dayIn({ t, now, region }: Context, typed: string): string {
  const reading = { now, timeZone: region.timeZone, locale: t.locale, timeRequired: false, allowPast: true };
  const read = readMoment(typed, reading);
  const [slot, ...more] = read.ok ? read.value : [];
  if (!slot || more.length > 0) throw new UserError('journal.errors.day', { typed }, 'answerBy');
  return localDay(slot.start, region.timeZone);
}

export const reviewActions: readonly AnyAction[] = [
  /** `bilan-review:<edition>` */
  action({
    name: 'bilan-review',
    who: 'coordinator',
    answer: 'private',
    form: 'always',
    title: 'reports.form.review',
    confirm: 'reports.review.confirmButton',
    input: sending,
    review: async (context, input, editionId) =>
      reviewSending(context.t, await context.do(previewReview, readSending(context, editionId, input))),
    run: async (context, input, editionId) =>
      reviewSendingBegun(context.t, await context.do(sendForReview, readSending(context, editionId, input))),
  }),
  /** `bilan-review-end:<edition>`, `bilan-review-over:<edition>/<version>`: others may have been asked to read since. */
  action({
    name: 'bilan-review-end',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context, _, editionId) => confirmReviewEnd(context.t, await context.do(viewReviewsOf, { editionId })),
  }),
  action({
    name: 'bilan-review-over',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: none,
    confirms: async (context, key) =>
      confirmReviewEnd(context.t, await context.do(viewReviewsOf, { editionId: idAsShown(key).id })),
    async run(context, _, key) {
      await context.do(endReviews, { editionId: idAsShown(key).id });
      return reviewEnded(context.t);
    },
  }),
  /** `bilan-reread:<review>` */
  action({
    name: 'bilan-reread',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context, _, reviewId) => draftComing(context.t, (await context.do(askForDraft, { reviewId })).leaves),
  }),
  /** `bilan-comment:<review>` */
  action({
    name: 'bilan-comment',
    who: 'anyone',
    answer: 'private',
    form: 'always',
    title: 'reports.form.comment',
    input: z.object({
      chapter: choiceField({
        label: 'reports.form.chapter',
        options: DESK_CHAPTERS.map((value) => ({ value, label: `reports.chapter.${value}` })),
      }),
      text: longTextField({ label: 'reports.form.commentText', max: 1000 }),
    }),
    async prefill(context, reviewId) {
      await context.do(viewReview, { reviewId });
      return {};
    },
    async run(context, { chapter, text }, reviewId) {
      const comments = await context.do(addComment, { reviewId, chapter, text });
      return ownComments(context.t, { reviewId, comments, said: true });
    },
  }),
  /** `bilan-comments:<review>` */
  action({
    name: 'bilan-comments',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context, _, reviewId) =>
      ownComments(context.t, { reviewId, comments: await context.do(viewOwnComments, { reviewId }), said: false }),
  }),
  /** `bilan-uncomment:<comment>` */
  action({
    name: 'bilan-uncomment',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context, _, commentId) => commentWithdrawn(context.t, await context.do(withdrawComment, { commentId })),
  }),
  /** `bilan-treated:<comment>`, `bilan-again:<comment>` */
  ...(['TREATED', 'AGAIN'] as const).map((state) =>
    action({
      name: state === 'TREATED' ? 'bilan-treated' : 'bilan-again',
      who: 'coordinator',
      answer: 'update',
      form: 'never',
      input: none,
      async run(context, _, commentId) {
        const { editionId, chapter } = await context.do(settleComment, { commentId, state });
        return deskMessage(context.t, await context.do(viewDesk, { editionId, chapter }));
      },
    }),
  ),
];
