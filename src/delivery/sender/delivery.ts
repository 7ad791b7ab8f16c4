import type { Message } from '../../chat/message.ts';
import type { MessageRef, PlatformName } from '../../chat/place.ts';
import type { AnyTarget } from '../outbox/message-schema.ts';
import type { KnownReaders } from './reader-store.ts';

/** A delivery the sender may claim, without its message, which may be edited until the claim and is read then. */
export interface PendingDelivery {
  readonly id: string;
  readonly regionId: string;
  readonly key: string;
  readonly platform: PlatformName;
  readonly target: AnyTarget;
  readonly editOf: string | null;
  readonly attempts: number;
}

/** The delivery that another edits, or in whose thread it stands. */
export interface ParentDelivery extends Readership {
  readonly status: string;
  /** The messages it became; null while nothing is known of them. */
  readonly refs: readonly MessageRef[] | null;
}

/** A delivery that this sender has claimed, with its message as it is now. */
export interface ClaimedDelivery extends PendingDelivery {
  /** The delivery it edits or hangs on; null when that is gone, undefined when it wasn't read. */
  readonly parent?: ParentDelivery | null;
  readonly message: Message;
  /** The rights of which its reader must have one; empty when everybody there may read it. */
  readonly readAs: readonly string[];
  /** Whether one of its readers hasn't been told yet who keeps which of their data; undefined when that wasn't read. */
  readonly isFirst?: boolean;
  /** Facts about the readers that it, or the message it edits, was sent to; undefined when they weren't read. */
  readonly known?: KnownReaders;
  /** Whether what it edits stands in the thread of the organisation that it was sent to; undefined when it wasn't read. */
  readonly standsInThread?: boolean;
}

/** A delivery as it stands in the queue. */
export interface QueuedDelivery extends PendingDelivery {
  /** The conversation it goes to. */
  readonly lane: string;
  /** The number of others stored with it at one moment. Lower ranks are sent first. */
  readonly rank: number;
  /** Whether it is claimed, by another process or with a lost answer. */
  readonly sending: boolean;
  /** When the next attempt may begin; null for at once. */
  readonly notBefore: Date | null;
}

/** A delivery that was claimed and never finished: its process died, or its answer was lost. */
export interface UnfinishedDelivery extends ClaimedDelivery {
  readonly claimedAt: Date;
  readonly createdAt: Date;
}

/** The reader of a delivery, and the rights with which it is read. */
export interface Readership {
  readonly target: AnyTarget;
  /** See `ClaimedDelivery`. */
  readonly readAs: readonly string[];
}

/**
 * The outcome of an attempt. `PENDING`: it is retried. `UNKNOWN`: nobody can tell, and it is never retried by itself.
 */
export interface DeliveryOutcome {
  readonly status: 'PENDING' | 'SENT' | 'REFUSED' | 'UNKNOWN';
  readonly reason?: string;
  /** The messages it became; for one that is retried, those already posted. */
  readonly refs?: readonly MessageRef[];
  readonly notBefore?: Date;
  readonly sentAt?: Date;
}
