import { createHash } from 'node:crypto';
import { isWire, numberAt, textAt, type Wire } from './wire.ts';

/** Slack has no idempotency key, but returns an app's own metadata: this event type marks a sending. */
const EVENT_TYPE = 'fil_delivery';

export interface DeliveryMark {
  readonly key: string;
  /** The number of this message among those of one sending, from 1; `of` is how many there are. */
  readonly part: number;
  readonly of: number;
  /** Ids of the stored files that follow in a message of their own, which can't carry metadata. */
  readonly files: string;
  /** Slack's ids of these files, by which one can see whether and where they were shared. */
  readonly uploads: string;
  /** The number of times they have been handed to Slack, including this one; 0 without files. */
  readonly round: number;
  /** A digest of what this message was posted or edited to say; see `contentDigest`. */
  readonly says: string;
}

/** Returns a digest of what a message is to say: two with the same one say the same, and come with the same files. */
export function contentDigest(part: object, uploads: string): string {
  return createHash('sha256')
    .update(JSON.stringify([part, uploads]))
    .digest('base64url')
    .slice(0, 22);
}

export interface Metadata {
  readonly event_type: string;
  readonly event_payload: { [name: string]: string | number };
}

export function markedAs(mark: DeliveryMark): Metadata {
  return { event_type: EVENT_TYPE, event_payload: { ...mark } };
}

export function markOf(message: Wire): DeliveryMark | null {
  const metadata = message.metadata;
  if (!isWire(metadata) || metadata.event_type !== EVENT_TYPE) return null;
  const payload = metadata.event_payload;
  const key = textAt(payload, 'key');
  if (key === null) return null;
  return {
    key,
    part: numberAt(payload, 'part') || 1,
    of: numberAt(payload, 'of') || 1,
    files: textAt(payload, 'files') ?? '',
    uploads: textAt(payload, 'uploads') ?? '',
    round: numberAt(payload, 'round'),
    says: textAt(payload, 'says') ?? '',
  };
}
