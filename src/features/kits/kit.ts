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
