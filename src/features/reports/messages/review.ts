import { type Departure, departureText } from '../../../access/contacts/departure.ts';
import { whereaboutsText } from '../../../access/contacts/whereabouts.ts';
import { versionOf } from '../../../access/operation/version.ts';
import { cut } from '../../../chat/cut.ts';
import { KEEP } from '../../../chat/interaction.ts';
import {
  actions,
  type Block,
  button,
  file,
  heading,
  list,
  type Message,
  message,
  note,
  text,
} from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Edition } from '../../editions/edition.ts';
import { DESK_CHAPTERS } from '../desk.ts';
import type {
  AskedReading,
  NamedComment,
  Review,
  ReviewChanges,
  ReviewComment,
  ReviewOverview,
  ReviewReader,
  ReviewSending,
} from '../review/review.ts';
import { figureLines, sentenceLines } from './versions.ts';

/** The most changed sentences that a letter tells; of each, the most characters. */
const CHANGES = 12;
const CHANGE_LENGTH = 300;
/** The most comments shown at once, each with its buttons. */
const COMMENTS = 8;
/** The most characters shown of a comment among others, of which a reader sees more than one. */
const OWN_LENGTH = 300;

/** Shows to whom the bilan goes, before it leaves. */
export function reviewSending(
  t: Translator,
  { edition, version, answerBy, moves, to, have, toRead }: ReviewSending,
): Message {
  const names = (people: ReviewSending['to']) => t.list(people.map(({ name }) => name));
  return message(
    to.length === 0
      ? text(t.text('reports.review.nobodyNew', { people: names(have) }))
      : text(t.text('reports.review.confirm', { edition: edition.name, version, people: names(to) })),
    ...(to.length > 0 ? toReadBlocks(t, toRead) : []),
    to.length > 0 && answerBy !== null && text(t.text('reports.review.answerBy', { day: t.day(answerBy) })),
    to.length > 0 && have.length > 0 && note(t.text('reports.review.have', { people: names(have) })),
    moves && answerBy !== null && text(t.text('reports.review.moves', { done: 'no', day: t.day(answerBy) })),
    to.length > 0 && note(t.text('reports.review.careful')),
  );
}

/** Says what there is to read, so that nobody is asked to read what is empty. */
function toReadBlocks(t: Translator, { events, answers, texts, begins }: ReviewSending['toRead']): readonly Block[] {
  const isEmpty = events + answers + texts === 0;
  return [
    text(t.text(isEmpty ? 'reports.review.nothingToRead' : 'reports.review.toRead', { events, answers, texts })),
    ...(begins === null ? [] : [text(t.text('reports.review.begins', { day: t.day(begins) }))]),
  ];
}

/** Confirms that the bilan goes to these people. Nothing of it has been sent yet. */
export function reviewSendingBegun(t: Translator, { answerBy, moves, to, have }: ReviewSending): Message {
  const names = (people: ReviewSending['to']) => t.list(people.map(({ name }) => name));
  return message(
    to.length === 0
      ? text(t.text('reports.review.nobodyNew', { people: names(have) }))
      : text(t.text('reports.review.begun', { people: names(to) })),
    to.length > 0 && have.length > 0 && note(t.text('reports.review.have', { people: names(have) })),
    moves && answerBy !== null && text(t.text('reports.review.moves', { done: 'yes', day: t.day(answerBy) })),
    actions(button('run:bilan-relecture', t.text('reports.review.view'))),
  );
}

/** Hands a draft over to one of its readers. */
export function reviewLetter(
  t: Translator,
  letter: {
    readonly edition: Pick<Edition, 'name'>;
    readonly review: Review;
    /** The coordinator who asks; null when they are gone. */
    readonly asker: string | null;
    readonly since: ReviewChanges | null;
  },
): Message {
  const { edition, review, asker, since } = letter;
  const { version, answerBy } = review;
  return message(
    heading(t.text('reports.review.title', { edition: edition.name, version })),
    text(t.text('reports.review.asked', { asked: asker === null ? 'no' : 'yes', who: asker ?? '' })),
    answerBy !== null && text(t.text('reports.review.answerBy', { day: t.day(answerBy) })),
    note(t.text('reports.review.draft')),
    ...(since === null ? [] : changeBlocks(t, review, since)),
    ...review.files.map(file),
    actions(button(`bilan-comment:${review.id}`, t.text('reports.review.comment'), 'primary')),
  );
}

/** Leads somebody to the draft that they are asked to read. */
export function readingMessage(t: Translator, { edition, review, asker, comments }: AskedReading): Message {
  const { id, version, answerBy } = review;
  return message(
    heading(t.text('reports.review.title', { edition: edition.name, version })),
    text(t.text('reports.review.asked', { asked: asker === null ? 'no' : 'yes', who: asker ?? '' })),
    answerBy !== null && text(t.text('reports.review.answerBy', { day: t.day(answerBy) })),
    note(t.text('reports.reading.count', { count: comments })),
    actions(
      button(`bilan-reread:${id}`, t.text('reports.reading.receive'), comments === 0 ? 'primary' : 'plain'),
      button(`bilan-comment:${id}`, t.text('reports.review.comment')),
      comments > 0 && button(`bilan-comments:${id}`, t.text('reports.review.mine')),
    ),
  );
}

/** Says that a draft is on its way, to the reader who asked for it. */
export function draftComing(t: Translator, leaves: Departure): Message {
  return message(text(t.text('reports.reading.coming')), note(departureText(t, leaves)));
}

function changeBlocks(t: Translator, { figures }: Review, since: ReviewChanges): readonly (Block | null | false)[] {
  const lines = [...figureLines(t, figures, since.figures), ...sentenceLines(t, since.sentences)];
  const values = { version: since.version, when: t.moment(since.askedAt, 'short') };
  if (lines.length === 0) return [note(t.text('reports.review.same', values))];
  return [
    text(t.text('reports.review.since', values)),
    list(lines.slice(0, CHANGES).map((line) => cut(line, CHANGE_LENGTH))),
    lines.length > CHANGES && note(t.text('reports.review.moreChanges', { count: lines.length - CHANGES })),
  ];
}

/** Reminds a reader, the day before the date, that they have said nothing. */
export function reviewReminderMessage(t: Translator, edition: Pick<Edition, 'name'>, review: Review): Message {
  const { id, version, answerBy } = review;
  return message(
    heading(t.text('reports.review.title', { edition: edition.name, version })),
    text(t.text('reports.review.reminder', { day: answerBy === null ? '' : t.day(answerBy) })),
    actions(button(`bilan-comment:${id}`, t.text('reports.review.comment'), 'primary')),
  );
}

/** Shows a reader what they have said of a draft, each with the button to take it back. */
export function ownComments(
  t: Translator,
  {
    reviewId,
    comments,
    said,
  }: {
    readonly reviewId: string;
    readonly comments: readonly ReviewComment[];
    /** True right after they have said the last of them. */
    readonly said: boolean;
  },
): Message {
  const shown = comments.slice(-COMMENTS);
  const first = comments.length - shown.length;
  return message(
    said && text(t.text('reports.review.said')),
    comments.length === 0
      ? note(t.text('reports.review.noneOwn'))
      : text(t.text('reports.review.own', { count: comments.length })),
    first > 0 && note(t.text('reports.review.earlier', { count: first })),
    list(
      shown.map(({ chapter, text: words }, index) =>
        t.text('reports.review.ownLine', {
          number: first + index + 1,
          chapter: t.text(`reports.chapter.${chapter}`),
          words: cut(words, OWN_LENGTH),
        }),
      ),
    ),
    actions(
      button(`bilan-comment:${reviewId}`, t.text('reports.review.another'), 'primary'),
      ...shown.map(({ id }, index) =>
        button(`bilan-uncomment:${id}`, t.text('reports.review.withdraw', { number: first + index + 1 })),
      ),
    ),
  );
}

/** Confirms that a comment is taken back; its words aren't lost. */
export function commentWithdrawn(t: Translator, { reviewId, chapter, text: words }: ReviewComment): Message {
  return message(
    text(t.text('reports.review.withdrawn', { chapter: t.text(`reports.chapter.${chapter}`) })),
    text(words),
    actions(button(`bilan-comments:${reviewId}`, t.text('reports.review.mine'))),
  );
}

/** Tells a coordinator of comments that came since, without their words. */
export function commentsToldMessage(
  t: Translator,
  edition: Pick<Edition, 'name'>,
  comments: readonly Pick<NamedComment, 'chapter' | 'name'>[],
): Message {
  const lines = DESK_CHAPTERS.flatMap((chapter) => {
    const here = comments.filter((one) => one.chapter === chapter);
    const people = t.list([...new Set(here.map(({ name }) => name))]);
    return here.length === 0
      ? []
      : [
          t.text('reports.review.toldLine', {
            chapter: t.text(`reports.chapter.${chapter}`),
            count: here.length,
            people,
          }),
        ];
  });
  return message(
    heading(t.text('reports.review.told', { edition: edition.name, count: comments.length })),
    list(lines),
    actions(button('run:bilan-relecture', t.text('reports.review.view'), 'primary')),
  );
}

/** Shows who reads the bilan now, and what waits to be dealt with in each chapter. */
export function reviewsMessage(t: Translator, { edition, reviews, comments, own }: ReviewOverview): Message {
  const left = comments.filter(({ state }) => state !== 'TREATED');
  const chapters = DESK_CHAPTERS.filter((chapter) => left.some((one) => one.chapter === chapter));
  return message(
    heading(t.text('reports.review.heading', { edition: edition.name })),
    reviews.length === 0 && text(t.text('reports.review.none')),
    own !== null && text(t.text('reports.reading.own')),
    own !== null &&
      actions(
        button(`bilan-reread:${own}`, t.text('reports.reading.receive')),
        button(`bilan-comment:${own}`, t.text('reports.review.comment')),
      ),
    ...reviews.flatMap(({ version, answerBy, askedAt, withdrawn, readers }) => [
      text(t.text('reports.review.line', { version, when: t.moment(askedAt, 'short') })),
      withdrawn && text(t.text('reports.review.withdrawnDraft')),
      !withdrawn && answerBy !== null && note(t.text('reports.review.answerBy', { day: t.day(answerBy) })),
      text(t.text('reports.review.readers', { count: readers.length })),
      list(readers.map((reader) => readerLine(t, reader))),
    ]),
    comments.length > 0 && text(t.text('reports.review.count', { count: comments.length, left: left.length })),
    list(
      chapters.map((chapter) => {
        const here = left.filter((one) => one.chapter === chapter);
        const again = here.filter(({ state }) => state === 'AGAIN').length;
        const words = { chapter: t.text(`reports.chapter.${chapter}`), fresh: here.length - again, again };
        return t.text('reports.review.chapterLine', words);
      }),
    ),
    actions(
      ...chapters.map((chapter) =>
        button(
          `bilan-chapter:${edition.id}/${chapter}`,
          t.text('reports.review.deal', { chapter: t.text(`reports.chapter.${chapter}`) }),
        ),
      ),
    ),
    actions(
      button(`bilan-review:${edition.id}`, t.text('reports.review.send'), 'primary'),
      reviews.length > 0 && button(`bilan-review-end:${edition.id}`, t.text('reports.review.end')),
    ),
  );
}

function readerLine(t: Translator, { name, sent, comments }: ReviewReader): string {
  const state = sent === null ? t.text('reports.review.printing') : whereaboutsText(t, sent);
  return t.text('reports.review.reader', { name, state, count: comments });
}

/** Shows what ending the reading does, before it is done. */
export function confirmReviewEnd(t: Translator, { edition, reviews, people: count }: ReviewOverview): Message {
  return message(
    text(t.text('reports.review.endConfirm', { edition: edition.name, count })),
    actions(
      button(
        `bilan-review-over:${edition.id}/${versionOf(reviews.map(({ id }) => id))}`,
        t.text('reports.review.end'),
        'danger',
      ),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

/** Confirms that nobody comments any more. */
export function reviewEnded(t: Translator): Message {
  return message(
    text(t.text('reports.review.ended')),
    actions(button('run:bilan-relecture', t.text('reports.review.view'))),
  );
}

/** Shows the comments on a chapter that wait to be dealt with, each with what can be done with it. */
export function commentBlocks(t: Translator, comments: readonly NamedComment[]): readonly (Block | null | false)[] {
  const shown = comments.slice(0, COMMENTS);
  if (shown.length === 0) return [];
  return [
    text(t.text('reports.review.here', { count: comments.length })),
    list(
      shown.map(({ name, writtenAt, version, state, text: words }, index) =>
        t.text('reports.review.commentLine', {
          ...{ number: index + 1, name, when: t.date(writtenAt, 'short'), version, words },
          again: state === 'AGAIN' ? 'yes' : 'no',
        }),
      ),
    ),
    comments.length > shown.length &&
      note(t.text('reports.review.moreComments', { count: comments.length - shown.length })),
    actions(
      ...shown.flatMap(({ id, state }, index) => [
        button(`bilan-treated:${id}`, t.text('reports.review.treated', { number: index + 1 })),
        state !== 'AGAIN' && button(`bilan-again:${id}`, t.text('reports.review.again', { number: index + 1 })),
      ]),
    ),
  ];
}
