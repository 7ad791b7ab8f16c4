import type { FileRef } from '../../chat/message.ts';
import type { ToldPrecision } from '../../quantities/index.ts';
import type { AnnouncementPlace, Audience } from './audience.ts';

/**
 * DRAFT and SCHEDULED announcements aren't sent yet; a SCHEDULED one is sent at its time. One that was sent (LEFT) can
 * be corrected or taken back (WITHDRAWN). An ABANDONED one was never sent and can be resumed.
 */
export type AnnouncementStatus = 'DRAFT' | 'SCHEDULED' | 'LEFT' | 'ABANDONED' | 'WITHDRAWN';

/** A link shown as a button. */
export interface Link {
  readonly label: string;
  readonly url: string;
}

/** The text and links of an announcement, in its author's words. */
export interface Wording {
  readonly text: string;
  readonly links: readonly Link[];
}

/** A message that the team sends to many people at once. */
export interface Announcement extends Wording {
  readonly id: string;
  readonly files: readonly FileRef[];
  readonly audience: Audience;
  readonly places: readonly AnnouncementPlace[];
  /** Days after which those who haven't read it are reminded; null when nobody is. */
  readonly remindAfter: number | null;
  /** Whether a coordinator has it reach those, too, who have been written to twice this week. */
  readonly urgent: boolean;
  readonly status: AnnouncementStatus;
  /** When it leaves by itself; chosen before it is scheduled. */
  readonly dueAt: Date | null;
  /**
   * The author. The id is null for the national coordinator's messages to coordinators, in which nobody of the region
   * has a say.
   */
  readonly author: { readonly id: string | null; readonly name: string };
  /**
   * Id of the person in whose name it leaves: whoever sent or scheduled it, or changed it since. Null when there is
   * nobody yet, or when it was held back.
   */
  readonly sentBy: string | null;
  /** Id of the person who changed its wording last; null when nobody has. */
  readonly wordedBy: string | null;
  readonly createdAt: Date;
  readonly leftAt: Date | null;
  readonly correctedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly remindedAt: Date | null;
}

export const relayedToGroups = ['members', 'associates', 'clients'] as const;
export type RelayedTo = (typeof relayedToGroups)[number];

/** A number of people, and how precise it is. */
export interface EstimatedReach {
  readonly value: number;
  readonly precision: ToldPrecision;
}

/** The reactions of people to an announcement. Each person counts once, on whichever platforms they are. */
export interface Echo {
  readonly read: number;
  /** The number of recipients among `read`. */
  readonly readByRecipients: number;
  readonly relayed: number;
  /** The sum of the estimates; null when nobody gave one. */
  readonly reach: EstimatedReach | null;
}

/** The number of messages that a change reaches. */
export interface ChangedCopies {
  readonly copies: number;
  /** Messages that may or may not have arrived. Those that did arrive stay unchanged. */
  readonly doubtful: number;
}

/** The outcome of sending refused copies again. */
export interface SentAgain {
  /** The number that leave again. */
  readonly copies: number;
  /** The number that don't, because their readers have reached their weekly limit. */
  readonly later: number;
  readonly urgent: boolean;
}
