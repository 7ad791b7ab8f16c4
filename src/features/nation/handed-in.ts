import type { RegionFile } from './from-files/open-file.ts';

/**
 * The way in which something was handed in: a region's signed bilan, a table or a form of regions without the bot, or
 * the list of those expected.
 */
export type HandedInKind = 'signed' | 'table' | 'form' | 'expected';

/** Something that counts for the nation's bilan of a year until something newer stands in its slot. */
export interface HandedIn {
  readonly slot: string;
  readonly kind: HandedInKind;
  /** The version that a signed bilan says it is; null for anything else. */
  readonly version: number | null;
  readonly file: RegionFile;
}

/** The same, with who handed it in and when. */
export interface StoredHandIn extends HandedIn {
  readonly id: string;
  /** Their name; null where it isn't known any more. */
  readonly by: string | null;
  readonly at: Date;
}

/** Somebody's decision about two that may be one. */
export interface Decision {
  readonly key: string;
  readonly same: boolean;
  readonly by: string | null;
  readonly at: Date;
}

/** A version of the nation's bilan that was published. */
export interface NationPublished {
  readonly version: number;
  /** SHA-256 of its documents, in hexadecimal. */
  readonly fingerprint: string;
  readonly by: string | null;
  readonly at: Date;
}
