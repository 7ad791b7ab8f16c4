import type { Contact } from '../../../access/contacts/directory-store.ts';
import type { Whereabouts } from '../../../access/contacts/whereabouts.ts';
import type { FileRef } from '../../../chat/message.ts';
import type { Edition } from '../../editions/edition.ts';
import type { ReportFigures } from '../aggregates/aggregate.ts';
import type { FigureChange } from '../content/changed-figures.ts';
import type { ChapterId } from '../content/chapters.ts';
import type { SentenceChange } from '../publication/versions.ts';

/** The most people who read one draft. */
export const MOST_READERS = 10;
/** The most comments of one person on one draft. */
export const MOST_COMMENTS = 60;

/** A bilan as it stood when it was sent to chosen people to be read before it is published. */
export interface Review {
  readonly id: string;
  readonly editionId: string;
  readonly version: number;
  readonly figures: ReportFigures;
  /** Its sentences and the coordinators' texts, by their keys. */
  readonly words: Readonly<Record<string, string>>;
  readonly files: readonly FileRef[];
  /** Whether its files were taken back, since they told of somebody who was erased. */
  readonly withdrawn: boolean;
  /** The day by which comments are hoped for, "2026-12-12"; null: none was named. */
  readonly answerBy: string | null;
  readonly askedById: string;
  readonly askedAt: Date;
  /** Since then nobody comments on it any more; null while they may. */
  readonly endedAt: Date | null;
  /** Ids of those who are sent it, in the order in which they were chosen. */
  readonly readers: readonly string[];
}

/** 'AGAIN': it was read, and something remains to be changed. */
type CommentState = 'NEW' | 'TREATED' | 'AGAIN';

/** A reader's comment on a chapter. */
export interface ReviewComment {
  readonly id: string;
  readonly reviewId: string;
  /** The version on which it was written. */
  readonly version: number;
  readonly editionId: string;
  readonly chapter: ChapterId;
  readonly text: string;
  readonly writtenById: string;
  readonly writtenAt: Date;
  readonly state: CommentState;
}

/** A comment with its author's name. */
export type NamedComment = ReviewComment & { readonly name: string };

/** The differences of a draft from the one that somebody read before. */
export interface ReviewChanges {
  readonly version: number;
  readonly askedAt: Date;
  readonly figures: readonly FigureChange[];
  readonly sentences: readonly SentenceChange[];
}

/** The chapters and sentences that a draft gives to read. */
interface ToRead {
  /** The number of accepted events. */
  readonly events: number;
  /** The number of questionnaires with an answer. */
  readonly answers: number;
  /** The number of chapters in which a coordinator has written. */
  readonly texts: number;
  /** The first day of an edition that hasn't begun, "2026-11-01"; null once it has. */
  readonly begins: string | null;
}

/** The readers of a draft, before or after it leaves. */
export interface ReviewSending {
  readonly edition: Pick<Edition, 'id' | 'name'>;
  readonly version: number;
  readonly answerBy: string | null;
  /** Whether that day is another one than those who have it were told. */
  readonly moves: boolean;
  readonly toRead: ToRead;
  /** The readers it is sent to, and those to whom this very draft was sent before. */
  readonly to: readonly Contact[];
  readonly have: readonly Contact[];
}

/** A draft that somebody is asked to read. */
export interface AskedReading {
  readonly edition: Pick<Edition, 'id' | 'name'>;
  readonly review: Pick<Review, 'id' | 'version' | 'answerBy' | 'askedAt'>;
  /** The coordinator who asks; null when they are gone. */
  readonly asker: string | null;
  /** The number of their comments on it. */
  readonly comments: number;
}

/** Somebody who reads a draft. */
export interface ReviewReader {
  readonly name: string;
  /** The whereabouts of their copy; null until it is laid out. */
  readonly sent: Whereabouts | null;
  readonly comments: number;
}

/** The drafts that are read now, and the comments on them. */
export interface ReviewOverview {
  readonly edition: Pick<Edition, 'id' | 'name'>;
  readonly reviews: readonly (Pick<Review, 'id' | 'version' | 'answerBy' | 'askedAt' | 'withdrawn'> & {
    readonly readers: readonly ReviewReader[];
  })[];
  /** The number of people who read one of them. */
  readonly people: number;
  /** The comments on the edition's bilan, those of reviews that are over too. */
  readonly comments: readonly ReviewComment[];
  /** The id of the latest draft that whoever looks is asked to read themselves; null where there is none. */
  readonly own: string | null;
}

/** Returns the key under which somebody is sent a draft: once. */
export function reviewKey(reviewId: string, personId: string): string {
  return `report-review:${reviewId}:${personId}`;
}

/** Returns the key under which somebody is reminded of a draft: once. */
export function reviewReminderKey(reviewId: string, personId: string): string {
  return `report-review-reminder:${reviewId}:${personId}`;
}

/** Somebody who may be asked to read. */
export interface PossibleReader {
  readonly id: string;
  readonly name: string;
  /** Whether they coordinate, or are a delegate. */
  readonly team: boolean;
  readonly organisations: readonly string[];
}
