import type { Message } from '../../chat/message.ts';
import type { MessageRef, PlatformName } from '../../chat/place.ts';
import type { AnyTarget } from '../outbox/message-schema.ts';

/** A delivery the sender may work on: where it goes. What it says is read when it is claimed. */
export interface Waiting {
  readonly id: string;
  readonly regionId: string;
  readonly key: string;
  readonly platform: PlatformName;
  readonly target: AnyTarget;
  readonly editOf: string | null;
  readonly attempts: number;
}

export interface Claimable extends Waiting {
  readonly message: Message;
  /** As what it is read; nothing for whoever is there. */
  readonly readAs: readonly string[];
}

/** A delivery that isn't finished. */
export interface Queued extends Waiting {
  /** The conversation it goes to. */
  readonly lane: string;
  /** With how many others it was stored, of one moment. */
  readonly rank: number;
  /** Claimed: by another process, or with an answer that was lost. */
  readonly sending: boolean;
  readonly notBefore: Date | null;
}

/** A delivery that was claimed and never finished. */
export interface Claimed extends Claimable {
  readonly claimedAt: Date;
}

/** For whom something is sent. */
export interface Audience {
  readonly target: AnyTarget;
  /** See Claimable. */
  readonly readAs: readonly string[];
}

export interface Outcome {
  readonly status: 'PENDING' | 'SENT' | 'REFUSED' | 'UNKNOWN';
  readonly reason?: string;
  /** The messages it became; of one that is still to be sent, the first of them. */
  readonly refs?: readonly MessageRef[];
  readonly notBefore?: Date;
  readonly sentAt?: Date;
}
