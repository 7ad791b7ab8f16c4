import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { directory } from '../../../access/contacts/directory-store.ts';
import type { Deed } from '../../../access/journal/entry.ts';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { type RegionScope, regionWords } from '../../../access/region/region-scope.ts';
import { UserError } from '../../../chat/user-error.ts';
import { localDay } from '../../../dates/index.ts';
import { sentAs } from '../../../delivery/outbox/index.ts';
import { alphabetical, fold } from '../../../reading/index.ts';
import type { Edition } from '../../editions/edition.ts';
import { editionById } from '../../editions/queries.ts';
import { chapterOf, claimOf } from '../content/chapters.ts';
import type { ReportContent } from '../content/content.ts';
import { writtenOutline } from '../content/worked-out.ts';
import { openingSentences } from '../documents/sentences.ts';
import { chosenEdition, whichEdition } from '../operations.ts';
import { draftStore } from '../publication/draft-store.ts';
import { publicationStore } from '../publication/store.ts';
import { shownIn } from '../publication/stored-outline.ts';
import { reportContent } from '../queries.ts';
import { commentStore } from './comment-store.ts';
import { planReview, planReviewReminder } from './jobs.ts';
import {
  MOST_READERS,
  type PossibleReader,
  type Review,
  type ReviewOverview,
  type ReviewSending,
  reviewKey,
} from './review.ts';
import { reviewStore } from './store.ts';

/** Returns those who may be asked to read, the actor aside; `typed` is part of a name, or of an organisation's. */
export const findReaders = operation({
  name: 'reports.findReaders',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({ typed: z.string() }),
  async run(scope, { typed }): Promise<readonly PossibleReader[]> {
    const wanted = fold(typed);
    const people = await reviewStore(scope).possibleReaders();
    return alphabetical(scope.actor.locale, people, ({ name }) => name).filter(
      ({ id, name, organisations }) =>
        id !== scope.actor.personId && [name, ...organisations].some((one) => fold(one).includes(wanted)),
    );
  },
});

const sending = {
  editionId: z.uuid(),
  people: z.array(z.uuid()).min(1).max(100),
  /** The day by which comments are hoped for. */
  answerBy: z.iso.date().nullable(),
};

interface Sending {
  readonly editionId: string;
  readonly people: readonly string[];
  readonly answerBy: string | null;
}

/** Returns the sentences and the coordinators' texts of a bilan, by their keys. */
function wordsOf(scope: RegionScope, content: ReportContent): Review['words'] {
  const texts = [...content.texts].filter(([key]) => chapterOf(key) !== null || claimOf(key) !== null);
  return { ...openingSentences(content, regionWords(scope.region)), ...Object.fromEntries(texts) };
}

function toReadIn({ report, facts, texts }: ReportContent, today: string): ReviewSending['toRead'] {
  const { firstDay } = facts.edition;
  return {
    events: facts.events.filter(({ status }) => status === 'accepted').length,
    answers: report.figures.questionnairesAnswered.value ?? 0,
    texts: [...texts.keys()].filter((key) => chapterOf(key) !== null).length,
    begins: today < firstDay ? firstDay : null,
  };
}

async function prepared(scope: Scope, { editionId, people, answerBy }: Sending) {
  const edition = await editionById(scope, editionId);
  if (!edition) throw new UserError('common.errors.notFound');
  if (answerBy !== null && answerBy < localDay(scope.now, scope.region.timeZone))
    throw new UserError('reports.errors.answerByPast', {}, 'answerBy');
  const content = await reportContent(scope, edition);
  const published = await publicationStore(scope).latest(editionId);
  // One that was taken back, because it named an erased person, is read again before it is published again.
  if (published?.version === content.version && published.files.length > 0)
    throw new UserError('reports.errors.published', { version: content.version });
  const words = wordsOf(scope, content);
  // Whoever had a draft that was taken back may be sent it anew.
  const open = (await reviewStore(scope).of(editionId)).filter(
    ({ endedAt, withdrawn }) => endedAt === null && !withdrawn,
  );
  // Stored figures have gone through JSON.
  const figures = JSON.parse(JSON.stringify(content.report)) as unknown;
  const alike = open.findLast((one) => isDeepStrictEqual(one.figures, figures) && isDeepStrictEqual(one.words, words));
  const shown = shownIn(await writtenOutline(scope, content));
  // An answer that was left out or put back since makes it another draft.
  const same = alike && isDeepStrictEqual(await draftStore(scope).shownIn(alike.id), shown) ? alike : null;
  const wanted = [...new Set(people)];
  const here = await reviewStore(scope).takingPart(wanted);
  if (wanted.some((id) => !here.has(id))) throw new UserError('reports.errors.reader', {}, 'people');
  const has = new Set(same?.readers);
  const to = wanted.filter((id) => !has.has(id));
  if (to.length + has.size > MOST_READERS)
    throw new UserError('reports.errors.readers', { most: MOST_READERS }, 'people');
  const contacts = directory(scope);
  const told: ReviewSending = {
    toRead: toReadIn(content, localDay(scope.now, scope.region.timeZone)),
    ...{ edition, version: content.version, answerBy: answerBy ?? same?.answerBy ?? null },
    moves: answerBy !== null && same !== null && answerBy !== same.answerBy,
    to: await contacts.people(to),
    have: await contacts.people(wanted.filter((id) => has.has(id))),
  };
  return { edition, content, words, same, told };
}

/** Tells to whom the bilan would be sent to be read, before anything leaves. */
export const previewReview = operation({
  name: 'reports.previewReview',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object(sending),
  run: async (scope, given): Promise<ReviewSending> => (await prepared(scope, given)).told,
});

/** Sends the bilan as it stands now to chosen people, to be read before it is published. Who has this very draft keeps that one. */
export const sendForReview = operation({
  name: 'reports.sendForReview',
  who: 'coordinator',
  input: z.object(sending),
  async run(scope, given): Promise<ReviewSending> {
    const store = reviewStore(scope);
    await store.lock(given.editionId);
    const { content, words, same, told } = await prepared(scope, given);
    if (told.to.length === 0) {
      if (same && told.moves && told.answerBy !== null) await hopeFor(scope, same.id, told.answerBy);
      return told;
    }
    const { editionId } = given;
    const { answerBy, version } = told;
    const outline = await writtenOutline(scope, content);
    const draft = { editionId, version, figures: content.report, words, answerBy, outline };
    const id = same?.id ?? (await store.add({ ...draft, askedById: scope.actor.personId }));
    await store.addReaders(
      id,
      told.to.map(({ personId }) => personId),
    );
    if (answerBy !== null) await hopeFor(scope, id, answerBy);
    await planReview(scope, id);
    return told;
  },
  journal: {
    deeds: ({ to, version }): readonly Deed[] =>
      to.map(({ personId }) => ({
        verb: 'reports.journal.sentForReview',
        object: { kind: 'report', id: null, name: String(version) },
        person: personId,
      })),
  },
});

/** Stores the day by which comments on a draft are hoped for, and has its readers reminded the day before. */
async function hopeFor(scope: Scope, reviewId: string, answerBy: string): Promise<void> {
  await reviewStore(scope).setAnswerBy(reviewId, answerBy);
  await planReviewReminder(scope, reviewId, answerBy);
}

async function overview(scope: Scope, edition: Edition): Promise<ReviewOverview> {
  const store = reviewStore(scope);
  const open = (await store.of(edition.id)).filter(({ endedAt }) => endedAt === null);
  const comments = await commentStore(scope).comments(edition.id);
  const people = await directory(scope).people([...new Set(open.flatMap(({ readers }) => readers))]);
  const names = new Map(people.map(({ personId, name }) => [personId, name]));
  const keys = open.flatMap(({ id, readers }) => readers.map((reader) => reviewKey(id, reader)));
  const sent = new Map((await sentAs(scope, keys)).map((one) => [one.key, one]));
  return {
    edition,
    comments,
    people: people.length,
    own: open.findLast(({ readers, withdrawn }) => readers.includes(scope.actor.personId) && !withdrawn)?.id ?? null,
    reviews: open.map(({ id, version, answerBy, askedAt, withdrawn, readers }) => ({
      ...{ id, version, answerBy, askedAt, withdrawn },
      readers: readers.flatMap((reader) => {
        const name = names.get(reader);
        const theirs = comments.filter(({ reviewId, writtenById }) => reviewId === id && writtenById === reader);
        return name === undefined
          ? []
          : [{ name, sent: sent.get(reviewKey(id, reader)) ?? null, comments: theirs.length }];
      }),
    })),
  };
}

/** Returns who reads the bilan of an edition, and what they say of it. */
export const viewReviews = operation({
  name: 'reports.viewReviews',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: whichEdition,
  run: async (scope, which): Promise<ReviewOverview> => overview(scope, await chosenEdition(scope, which)),
});

const aboutEdition = z.object({ editionId: z.uuid() });

/** Returns the same for an edition, whose readers may be about to be stopped. Throws UserError where nobody reads it any more. */
export const viewReviewsOf = operation({
  name: 'reports.viewReviewsOf',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: aboutEdition,
  async run(scope, { editionId }): Promise<ReviewOverview> {
    const edition = await editionById(scope, editionId);
    if (!edition) throw new UserError('common.errors.notFound');
    const reviews = await overview(scope, edition);
    if (reviews.reviews.length === 0) throw new UserError('reports.errors.reviewEnded');
    return reviews;
  },
});

/** Ends the reading of an edition's drafts: nobody comments on them any more. What was said stays. */
export const endReviews = operation({
  name: 'reports.endReviews',
  who: 'coordinator',
  input: aboutEdition,
  async run(scope, { editionId }): Promise<{ readonly ended: number }> {
    const store = reviewStore(scope);
    await store.lock(editionId);
    return { ended: (await store.end(editionId)).length };
  },
  journal: {
    deeds: ({ ended }, { editionId }) =>
      ended === 0
        ? null
        : { verb: 'reports.journal.reviewEnded', object: { kind: 'edition', id: editionId, name: null } },
  },
});
