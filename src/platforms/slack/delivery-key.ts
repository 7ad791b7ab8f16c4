import { isWire, numberAt, textAt, type Wire } from './wire.ts';

/** Slack keeps no idempotency key, but shows an app its own metadata again: this is how a sending is recognised. */
const EVENT_TYPE = 'fil_delivery';

export interface DeliveryMark {
  readonly key: string;
  /** Of a message that became several: which one this is, from 1, and how many there are. */
  readonly part: number;
  readonly of: number;
  /** Ids of the stored files that follow in a message of their own, which can't carry metadata. */
  readonly files: string;
  /** What Slack calls them: that is how it is seen whether, and where, they were shared. */
  readonly uploads: string;
  /** How often they have been handed to Slack, this time with it; 0 without files. */
  readonly round: number;
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
  };
}
