import type { Departure } from '../../access/contacts/departure.ts';
import type { FileRef } from '../../chat/message.ts';
import type { Sent } from '../../delivery/outbox/index.ts';

/** One version of an edition's kit: logo, press kit, poster. */
export interface Kit {
  readonly id: string;
  readonly version: number;
  /** What is new in it, in the coordinators' words. */
  readonly note: string | null;
  readonly publishedAt: Date;
  readonly files: readonly FileRef[];
}

/** Where an organisation stands with a version. */
export interface Receipt {
  readonly organisationId: string;
  readonly organisation: string;
  readonly sentAt: Date;
  /** When somebody there said they had it. */
  readonly receivedAt: Date | null;
  readonly receivedBy: string | null;
}

/** An organisation that is to have a version later: its people were written to often enough. */
export interface DelayedKit {
  readonly organisation: string;
  /** When it is sent at the latest. */
  readonly until: Date;
}

/** An organisation that is to have a kit. */
export interface KitRecipient {
  readonly organisation: { readonly id: string; readonly name: string };
  /** Whom it knows best there: who proposed its first event; null when another organisation did. */
  readonly personId: string | null;
}

/** How a version leaves, or would: it leaves now, waits for the morning, for a week to have room, or isn't wished. */
export interface KitDeparture {
  readonly leaves: Departure;
  readonly waiting: readonly DelayedKit[];
  /** Organisations whose members don't wish to be sent it: to be told otherwise. */
  readonly unwilling: readonly string[];
}

/** A version that isn't published yet, and how it would leave. */
export interface Previewed extends KitDeparture {
  readonly version: number;
  readonly files: readonly FileRef[];
  readonly note: string | null;
  /** Organisations that take part. */
  readonly to: number;
}

/** One that was just published, and how the organisations' messages leave, one each. */
export interface Published extends KitDeparture {
  readonly kit: Kit;
}

/** Where all organisations stand with the latest version. */
export interface FollowUp {
  /** Null when none is published. */
  readonly kit: Kit | null;
  readonly receipts: readonly Receipt[];
  /** What became of each organisation's message, by the organisation's id; without what isn't known any more. */
  readonly messages: ReadonlyMap<string, Sent>;
  readonly waiting: readonly DelayedKit[];
  /** Organisations whose members don't wish to be sent it. */
  readonly unwilling: readonly string[];
}
