import type { ObjectKind } from '../../access/journal/entry.ts';

/** The conditions by which the journal is searched; null where anything matches. */
export interface JournalFilter {
  /** Id of the person who did it, or to whom it was done. */
  readonly person: string | null;
  /** The kind of the thing to which it was done. */
  readonly kind: ObjectKind | null;
  /** Id of that thing. */
  readonly object: string | null;
  /** Id of the organisation whose thing it was, or for which it was done. */
  readonly organisation: string | null;
  /** The local day, "2026-10-12". */
  readonly day: string | null;
  /** Whether only the purges of the night are looked for. */
  readonly nights: boolean;
}

/** The entries to read: with `people`, all but the nightly purges, of which there is one a night. */
export type ReadFilter = JournalFilter & { readonly people: boolean };

/** An entry of the journal, with people as they are called now and things as they were called then. */
export interface ReadEntry {
  readonly id: string;
  readonly at: Date;
  /** The person who did it; null for the bot by itself. */
  readonly actor: string | null;
  readonly verb: string;
  readonly objectKind: string;
  readonly objectId: string | null;
  readonly objectName: string | null;
  readonly organisation: { readonly id: string; readonly name: string } | null;
  /** The person to whom, or for whom, it was done; null where it was nobody in particular. */
  readonly person: string | null;
}

/** The beginning of a page of the journal: after this entry, towards older or newer ones. */
export interface Turn {
  readonly to: 'older' | 'newer';
  readonly from: string;
}

/** A page of the journal, newest first. */
export interface JournalPage {
  readonly filter: JournalFilter;
  readonly entries: readonly ReadEntry[];
  /** Whether there are newer and older entries than these. */
  readonly newer: boolean;
  readonly older: boolean;
  /** The present names of the person and the thing that are searched for; null where none is, or it isn't known any more. */
  readonly named: { readonly person: string | null; readonly object: string | null };
}
