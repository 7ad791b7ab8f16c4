import type { Departure } from '../../access/contacts/departure.ts';
import type { FileRef } from '../../chat/message.ts';
import type { Sent } from '../../delivery/outbox/index.ts';

/** One version of an edition's kit: logo, press kit, poster. */
export interface Kit {
  readonly id: string;
  readonly version: number;
  /** The news in this version, in the coordinators' words. */
  readonly note: string | null;
  readonly publishedAt: Date;
  readonly files: readonly FileRef[];
}

/** The record that an organisation was sent a version and, once it says so, has it. */
export interface Receipt {
  readonly organisationId: string;
  readonly organisation: string;
  readonly sentAt: Date;
  /** When somebody there confirmed that they have it. */
  readonly receivedAt: Date | null;
  readonly receivedBy: string | null;
}

/** An organisation that gets a version later, because its people have reached their weekly limit. */
export interface DelayedKit {
  readonly organisation: string;
  /** When it is sent at the latest. */
  readonly until: Date;
}

/** An organisation that gets a kit. */
export interface KitRecipient {
  readonly organisation: { readonly id: string; readonly name: string };
  /** The person it is sent to first: who proposed its first event; null when another organisation did. */
  readonly personId: string | null;
}

/**
 * The way a version leaves, or would: now, in the morning, once the weekly limit allows it, or not at all where it
 * isn't wished.
 */
export interface KitDeparture {
  readonly leaves: Departure;
  readonly waiting: readonly DelayedKit[];
  /** Organisations none of whose members wishes to be sent it: they have to be told otherwise. */
  readonly unwilling: readonly string[];
}

/** A version that isn't published yet, and how it would leave. */
export interface KitPreview extends KitDeparture {
  readonly version: number;
  readonly files: readonly FileRef[];
  readonly note: string | null;
  /** The number of organisations that take part. */
  readonly to: number;
}

/** A version that was just published, and how the organisations' messages leave, one each. */
export interface PublishedKit extends KitDeparture {
  readonly kit: Kit;
  /** Whether they are so many that they are written to step by step. */
  readonly inSteps: boolean;
}

/** The progress of a version that is sent to many organisations. */
export interface KitProgress {
  readonly version: number;
  /** The number of organisations, of `all`, for which it was dealt with. */
  readonly done: number;
  readonly all: number;
  /** Why no more of them are sent it: a newer version has come out, which they get instead, or the edition is closed. Null while they are. */
  readonly stopped: 'replaced' | 'closed' | null;
}

/** The progress of the latest version among all organisations. */
export interface FollowUp {
  /** Null when none is published. */
  readonly kit: Kit | null;
  readonly receipts: readonly Receipt[];
  /** The outcome of each organisation's message, by organisation id; without messages that are no longer known. */
  readonly messages: ReadonlyMap<string, Sent>;
  /** The names of those it is being sent to. */
  readonly underWay: readonly string[];
  readonly waiting: readonly DelayedKit[];
  /** Organisations none of whose members wishes to be sent it. */
  readonly unwilling: readonly string[];
  /** The names of those that hadn't been sent it when the edition was closed: nobody is any more. */
  readonly tooLate: readonly string[];
}

/** The versions of an edition's kit, the latest first. */
export interface KitVersions {
  readonly kits: readonly Kit[];
  /** False once the edition is closed: nobody is sent the kit any more. */
  readonly isHandedOut: boolean;
}
