import type { FileRef } from '../../chat/message.ts';
import type { Precision } from '../../quantities/index.ts';
import type { Audience, CopyPlace } from './audience.ts';

/**
 * DRAFT and SCHEDULED wait, SCHEDULED leaves by itself; LEFT can be corrected and WITHDRAWN; ABANDONED never left, and can
 * be taken up again.
 */
export type AnnouncementStatus = 'DRAFT' | 'SCHEDULED' | 'LEFT' | 'ABANDONED' | 'WITHDRAWN';

/** Becomes a button. */
export interface Link {
  readonly label: string;
  readonly url: string;
}

/** What an announcement says, in the words of whoever wrote it. */
export interface Wording {
  readonly text: string;
  readonly links: readonly Link[];
}

/** What is told to many at once. */
export interface Announcement extends Wording {
  readonly id: string;
  readonly files: readonly FileRef[];
  readonly audience: Audience;
  readonly places: readonly CopyPlace[];
  /** Days after which those who haven't read it are reminded; null: nobody is. */
  readonly remindAfter: number | null;
  readonly status: AnnouncementStatus;
  /** When it is to leave by itself; chosen before it is scheduled. */
  readonly dueAt: Date | null;
  readonly author: { readonly id: string; readonly name: string };
  /** Id of who has it leave: whoever sent or scheduled it, or changed it since. Null: nobody, or it was held back. */
  readonly sentBy: string | null;
  readonly createdAt: Date;
  readonly leftAt: Date | null;
  readonly correctedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly remindedAt: Date | null;
}

export const relayedToGroups = ['members', 'associates', 'clients'] as const;
export type RelayedTo = (typeof relayedToGroups)[number];

/** A number of people, and how sure it is. */
export interface EstimatedReach {
  readonly value: number;
  readonly precision: Precision;
}

/** What people said of an announcement: each person counts once, whatever the platform. */
export interface Echo {
  readonly read: number;
  /** Of `read`, those it was meant for. */
  readonly readByRecipients: number;
  readonly relayed: number;
  /** All together; null when nobody told how many. */
  readonly reach: EstimatedReach | null;
}

/** How many messages a change reaches. */
export interface ChangedCopies {
  readonly copies: number;
  /** Messages of which nobody knows whether they arrived: if they did, they stay as they are. */
  readonly doubtful: number;
}
