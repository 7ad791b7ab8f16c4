import type { NationChanges } from './changes.ts';
import type { NationPublished, StoredHandIn } from './handed-in.ts';
import type { Working } from './queries.ts';
import type { Judged } from './rules.ts';

/** The nation's bilan as it stands, beside what was published. */
export interface NationBilan {
  readonly working: Working;
  /** SHA-256 of its documents, in hexadecimal. */
  readonly fingerprint: string;
  /** The version that it is, or would be once published. */
  readonly version: number;
  readonly isPublished: boolean;
  /** The differences from the version published before; null where there is none, or none was published. */
  readonly changes: NationChanges | null;
}

/** The state of everything that was handed in, and of the nation's bilan with it. */
export interface ReceivedFiles {
  readonly year: number;
  readonly judged: readonly Judged[];
  readonly working: Working;
}

/** Something that is to be taken out, and whether a version was published with it. */
export interface Removing {
  readonly year: number;
  readonly one: StoredHandIn;
  readonly published: NationPublished | null;
}
