import { directory } from '../../../access/contacts/directory-store.ts';
import { type RegionScope, regionWords, wordsFor } from '../../../access/region/region-scope.ts';
import { dayAfterAt } from '../../../dates/index.ts';
import { type StillMeant, sentAs, tellPerson } from '../../../delivery/outbox/index.ts';
import { htmlDocument } from '../../../documents/html.ts';
import type { Outline } from '../../../documents/outline.ts';
import { outlineText } from '../../../documents/text.ts';
import { textType } from '../../../files/media-type.ts';
import { storeFile } from '../../../files/store.ts';
import { plannedTimes, schedule, unschedule } from '../../../schedule/due.ts';
import type { DueHandlers } from '../../../schedule/run-due.ts';
import { editionById } from '../../editions/queries.ts';
import { changedFigures } from '../content/changed-figures.ts';
import { fileSlug } from '../documents/file-name.ts';
import { commentsToldMessage, reviewLetter, reviewReminderMessage } from '../messages/review.ts';
import { type Printable, printLeased, storePrinted } from '../printing/print-leased.ts';
import { changedSentences } from '../publication/versions.ts';
import { commentStore } from './comment-store.ts';
import { named } from './named-comments.ts';
import { type Review, type ReviewChanges, reviewKey, reviewReminderKey } from './review.ts';
import { reviewStore } from './store.ts';

/** The kind of due items by which a draft is laid out and sent to its readers. Their subject is the review's id. */
const SEND = 'bilan-review';
/** The kind by which those who have said nothing are reminded, the day before the date. */
const REMIND = 'bilan-review-reminder';
/** The kind of the due items by which the sender of a draft is told of new comments. */
const TOLD = 'bilan-review-comments';

/** Milliseconds in which comments are gathered before whoever asked for them is told. */
const GATHERED = 30 * 60_000;

/** Has a draft laid out, and sent to those of its readers who don't have it, at the next tick. */
export function planReview(scope: RegionScope, reviewId: string): Promise<void> {
  return schedule(scope, { kind: SEND, subject: reviewId, at: scope.now, expires: null });
}

/** Has the readers reminded in the morning of the day before this one, and at no other moment; not at all where that is past. */
export async function planReviewReminder(scope: RegionScope, reviewId: string, answerBy: string): Promise<void> {
  const { timeZone } = scope.region;
  const noon = new Date(`${answerBy}T12:00:00Z`);
  const at = dayAfterAt(noon, -1, '09:00', timeZone);
  await unschedule(scope, REMIND, reviewId);
  if (at <= scope.now) return;
  await schedule(scope, { kind: REMIND, subject: reviewId, at, expires: dayAfterAt(noon, 1, '00:00', timeZone) });
}

/** Has the sender of a draft told of its comments: those within half an hour together. */
export async function planCommentsTold(scope: RegionScope, reviewId: string): Promise<void> {
  if ((await plannedTimes(scope, TOLD, reviewId)).size > 0) return;
  const at = new Date(scope.now.getTime() + GATHERED);
  await schedule(scope, { kind: TOLD, subject: reviewId, at, expires: null });
}

export const reviewJobs: DueHandlers = {
  async [SEND](scope, subject) {
    await printLeased(scope, { kind: SEND, subject, read: () => draftToPrint(scope, subject) });
  },
  async [REMIND](scope, subject) {
    const review = await readNow(scope, subject);
    if (!review || !hopesFor(scope, review)) return;
    const edition = await editionById(scope, review.editionId);
    if (!edition) return;
    const sent = await sentAs(
      scope,
      review.readers.map((reader) => reviewKey(review.id, reader)),
    );
    const have = new Set(sent.filter(({ status }) => status === 'SENT').map(({ key }) => key));
    for (const reader of await directory(scope).people(review.readers)) {
      const { personId } = reader;
      if (!have.has(reviewKey(review.id, personId)) || !(await isAwaited(scope, review, personId))) continue;
      await tellPerson(scope, reader, {
        key: reviewReminderKey(review.id, personId),
        words: (t) => reviewReminderMessage(t, edition, review),
        consent: { unasked: 'review', personId },
        readAs: ['anybody who takes part'],
      });
    }
  },
  async [TOLD](scope, subject) {
    const review = await reviewStore(scope).byId(subject);
    const comments = await named(scope, await commentStore(scope).takeUntold(subject));
    const edition = review && (await editionById(scope, review.editionId));
    if (!edition || comments.length === 0) return;
    const coordinators = await directory(scope).coordinators();
    const asked = coordinators.filter(({ personId }) => personId === review.askedById);
    // Where the sender no longer coordinates, the other coordinators are told.
    for (const reader of asked.length > 0 ? asked : coordinators) {
      const { personId } = reader;
      await tellPerson(scope, reader, {
        key: `report-comments:${review.id}:${personId}:${scope.now.getTime()}`,
        words: (t) => commentsToldMessage(t, edition, comments),
        consent: { unasked: 'duty', personId },
        readAs: ['coordinator'],
      });
    }
  },
};

/** Returns a draft that still has to be laid out; null when it was laid out and sent, or when its reading is over. */
async function draftToPrint(scope: RegionScope, reviewId: string): Promise<Printable | null> {
  const review = await readNow(scope, reviewId);
  const outline = await reviewStore(scope).outlineOf(reviewId);
  if (!review || !outline) return null;
  if (review.files.length > 0) {
    await send(scope, review);
    return null;
  }
  return {
    outline,
    madeAt: review.askedAt,
    async finish(later, printed) {
      const name = `bilan-${fileSlug(scope.region.name)}-relecture-v${review.version}`;
      const laidOut = await storePrinted(later, printed, (extension) => `${name}.${extension}`, null);
      const files = [...laidOut, await pageOf(later, outline, `${name}.html`)];
      await reviewStore(later).setFiles(
        review.id,
        files.map(({ id }) => id),
      );
      const now = await readNow(later, reviewId);
      if (now) await send(later, now);
    },
  };
}

/** Returns a draft that is still read; null when its reading is over. */
async function readNow(scope: RegionScope, reviewId: string): Promise<Review | null> {
  const review = await reviewStore(scope).byId(reviewId);
  return review?.endedAt === null ? review : null;
}

/** Stores the page to read, which is there also when nothing could be laid out for print. */
async function pageOf(scope: RegionScope, outline: Outline, name: string) {
  const text = htmlDocument(outline, regionWords(scope.region).locale);
  const told = outlineText(outline);
  return storeFile(scope, { name, type: textType(name), bytes: Buffer.from(text), told }, null);
}

/** Sends a draft to each of its readers who doesn't have it. */
async function send(scope: RegionScope, review: Review): Promise<void> {
  const edition = await editionById(scope, review.editionId);
  if (!edition) return;
  const [asker] = await directory(scope).people([review.askedById]);
  const all = await reviewStore(scope).of(review.editionId);
  for (const reader of await directory(scope).people(review.readers)) {
    const { personId } = reader;
    const before = all
      .filter(({ id, readers, withdrawn }) => id < review.id && readers.includes(personId) && !withdrawn)
      .at(-1);
    const since = before ? changesSince(before, review) : null;
    await tellPerson(scope, reader, {
      key: reviewKey(review.id, personId),
      words: (t) => reviewLetter(t, { edition, review, asker: asker?.name ?? null, since }),
      consent: { unasked: 'review', personId },
      readAs: ['anybody who takes part'],
    });
  }
}

function changesSince(before: Review, { figures, words }: Review): ReviewChanges {
  return {
    ...{ version: before.version, askedAt: before.askedAt },
    figures: changedFigures(before.figures, figures),
    sentences: changedSentences({ sentences: before.words }, { sentences: words }) ?? [],
  };
}

/** Returns whether somebody's comments on a draft are awaited: they have said nothing, and read no later draft. */
async function isAwaited(scope: RegionScope, review: Review, personId: string): Promise<boolean> {
  if ((await commentStore(scope).commentsOf(review.id, personId)).length > 0) return false;
  const all = await reviewStore(scope).of(review.editionId);
  return all.every(({ id, readers }) => id <= review.id || !readers.includes(personId));
}

/** Returns null, so that a draft or a reminder that waited isn't sent, once its reading is over or nothing is awaited. */
export const reviewStillMeant: StillMeant = async (scope, { key, personId, message }) => {
  const [kind, reviewId = ''] = key.split(':');
  const review = await readNow(scope, reviewId);
  if (!review?.readers.includes(personId)) return null;
  if (kind !== 'report-review-reminder') return message;
  const edition = await editionById(scope, review.editionId);
  const reader = await directory(scope).person(personId);
  if (!edition || !reader || !(await isAwaited(scope, review, personId))) return null;
  return hopesFor(scope, review) ? reviewReminderMessage(wordsFor(reader, scope.region), edition, review) : null;
};

/** Returns whether comments on a draft are hoped for still: the day isn't over, and the draft wasn't taken back. */
function hopesFor({ region, now }: RegionScope, { answerBy, withdrawn }: Review): boolean {
  if (answerBy === null || withdrawn) return false;
  return dayAfterAt(new Date(`${answerBy}T12:00:00Z`), 1, '00:00', region.timeZone) > now;
}
