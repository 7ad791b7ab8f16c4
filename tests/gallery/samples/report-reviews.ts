import {
  commentsToldMessage,
  commentWithdrawn,
  confirmReviewEnd,
  draftComing,
  ownComments,
  readingMessage,
  reviewEnded,
  reviewLetter,
  reviewReminderMessage,
  reviewSending,
  reviewSendingBegun,
  reviewsMessage,
} from '../../../src/features/reports/messages/review.ts';
import type {
  NamedComment,
  Review,
  ReviewOverview,
  ReviewSending,
} from '../../../src/features/reports/review/review.ts';
import { content } from '../../support/demo-content.ts';
import type { Given, Samples } from '../sample.ts';
import { at, edition, file, id } from './facts.ts';

const contact = (given: Given): ReviewSending['to'][number] => ({
  ...{ personId: id(7), platform: 'slack', externalId: 'U0ANA', locale: given.t.locale },
  name: given.say('Ana', 100),
});

const people = (given: Given) => given.several(2, 10, () => contact(given));

const sending = (given: Given, changes: Partial<ReviewSending> = {}): ReviewSending => ({
  edition: edition(given),
  version: 1,
  answerBy: '2026-12-12',
  moves: false,
  toRead: { events: 22, answers: 9, texts: 3, begins: null },
  to: people(given),
  have: [],
  ...changes,
});

const review = (given: Given): Review => ({
  id: id(6),
  editionId: id(2),
  version: 2,
  figures: content().report,
  words: {},
  withdrawn: false,
  files: ['bilan.pdf', 'bilan.docx', 'bilan.html'].map((name, index) => ({
    ...file(given, name, 'application/pdf', 90_000, 920 + index),
    name,
  })),
  answerBy: '2026-12-12',
  askedById: id(1),
  askedAt: at('20T10:00'),
  endedAt: null,
  readers: [id(7)],
});

/** Readers' comments on a chapter, the second of which was taken up already. */
export const comments = (given: Given): readonly NamedComment[] =>
  (['NEW', 'AGAIN'] as const).map((state, index) => ({
    id: id(10 + index),
    reviewId: id(6),
    version: 1,
    editionId: id(2),
    chapter: 'events',
    text: given.say('Il manque la fête de Beauvais.', 1000),
    writtenById: id(7),
    writtenAt: at('21T10:00'),
    state,
    name: given.say('Ana', 100),
  }));

const overview = (given: Given): ReviewOverview => ({
  edition: edition(given),
  people: 2,
  reviews: [
    {
      ...{ id: id(6), version: 1, answerBy: '2026-12-12', askedAt: at('20T10:00'), withdrawn: false },
      readers: [
        {
          name: given.say('Ana', 100),
          sent: { status: 'SENT', reason: null, heldUntil: null, sentAt: at('20T10:01') },
          comments: 2,
        },
        { name: given.say('Bob', 100), sent: null, comments: 0 },
      ],
    },
  ],
  comments: comments(given),
  own: null,
});

export const reviews: Samples = {
  reviewSending: {
    'to some people': (given) => reviewSending(given.t, sending(given)),
    'nothing to read before the edition begins': (given) =>
      reviewSending(given.t, sending(given, { toRead: { events: 0, answers: 0, texts: 0, begins: '2026-11-01' } })),
    'one has it already': (given) => reviewSending(given.t, sending(given, { answerBy: null, have: [contact(given)] })),
    'all have it already': (given) => reviewSending(given.t, sending(given, { to: [], have: people(given) })),
    'all have it already, and another day': (given) =>
      reviewSending(given.t, sending(given, { to: [], have: people(given), moves: true })),
  },
  reviewSendingBegun: {
    'to some people': (given) => reviewSendingBegun(given.t, sending(given)),
    'all have it already': (given) => reviewSendingBegun(given.t, sending(given, { to: [], have: people(given) })),
    'all have it already, and another day': (given) =>
      reviewSendingBegun(given.t, sending(given, { to: [], have: people(given), moves: true })),
  },
  reviewLetter: {
    'for the first time': (given) =>
      reviewLetter(given.t, {
        ...{ edition: edition(given), review: review(given), asker: given.say('Camille', 100), since: null },
      }),
    'a new version': (given) => {
      const since = {
        ...{ version: 1, askedAt: at('18T10:00'), figures: [] },
        sentences: [
          { before: given.say('21 événements étaient au programme.', 600), after: null },
          { before: null, after: given.say('Le Mois a grandi.', 3000) },
        ],
      };
      return reviewLetter(given.t, { edition: edition(given), review: review(given), asker: null, since });
    },
    'nothing has changed': (given) =>
      reviewLetter(given.t, {
        ...{ edition: edition(given), review: { ...review(given), answerBy: null }, asker: null },
        since: { version: 1, askedAt: at('18T10:00'), figures: [], sentences: [] },
      }),
  },
  reviewReminderMessage: {
    'nothing was said yet': (given) => reviewReminderMessage(given.t, edition(given), review(given)),
  },
  readingMessage: {
    'nothing was said yet': (given) =>
      readingMessage(given.t, {
        ...{ edition: edition(given), review: review(given), asker: given.say('Camille', 100), comments: 0 },
      }),
    'something was said': (given) =>
      readingMessage(given.t, {
        ...{ edition: edition(given), review: { ...review(given), answerBy: null }, asker: null, comments: 3 },
      }),
  },
  draftComing: { 'it leaves': ({ t }) => draftComing(t, { now: 1, held: 0, until: null, failed: 0, away: [] }) },
  ownComments: {
    'right after one': (given) => ownComments(given.t, { reviewId: id(6), comments: comments(given), said: true }),
    none: (given) => ownComments(given.t, { reviewId: id(6), comments: [], said: false }),
    many: (given) =>
      ownComments(given.t, {
        ...{ reviewId: id(6), said: false },
        comments: Array.from({ length: 5 }, () => comments(given)).flat(),
      }),
  },
  commentWithdrawn: {
    one: (given) => {
      const [comment] = comments(given);
      if (!comment) throw new Error('there is one');
      return commentWithdrawn(given.t, comment);
    },
  },
  commentsToldMessage: {
    'two of one chapter': (given) => commentsToldMessage(given.t, edition(given), comments(given)),
  },
  reviewsMessage: {
    'two people read it': (given) => reviewsMessage(given.t, overview(given)),
    'the coordinator reads it, too': (given) => reviewsMessage(given.t, { ...overview(given), own: id(6) }),
    'it was taken back': (given) => {
      const { reviews, ...rest } = overview(given);
      return reviewsMessage(given.t, { ...rest, reviews: reviews.map((one) => ({ ...one, withdrawn: true })) });
    },
    'nobody reads it': (given) => reviewsMessage(given.t, { ...overview(given), reviews: [], comments: [], people: 0 }),
  },
  confirmReviewEnd: { 'two people read it': (given) => confirmReviewEnd(given.t, overview(given)) },
  reviewEnded: { 'it is over': ({ t }) => reviewEnded(t) },
};
