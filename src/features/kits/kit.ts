import type { FileRef } from '../../chat/message.ts';

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
export interface Waiting {
  readonly organisation: string;
  /** When it is sent at the latest. */
  readonly until: Date;
}

/** An organisation that is to have a kit. */
export interface Recipient {
  readonly organisation: { readonly id: string; readonly name: string };
  /** Whom it knows best there: who proposed its first event; null when another organisation did. */
  readonly personId: string | null;
}
