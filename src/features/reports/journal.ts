import type { Deed } from '../../access/journal/entry.ts';

/** Returns what the journal says of the coordinators' words in a bilan, without them. */
export function writtenDeed(editionId: string): Deed {
  return { verb: 'reports.journal.written', object: { kind: 'edition', id: editionId, name: null } };
}

/** Returns what the journal says of a version that is published. */
export function publishedDeed(version: number): Deed {
  return { verb: 'reports.journal.published', object: { kind: 'report', id: null, name: String(version) } };
}

/** Returns what the journal says of an address that the nation finds the published bilan at: never the address itself. */
export function linkDeed(
  verb: 'reports.journal.linkMade' | 'reports.journal.linkCut',
  { id, name }: { readonly id: string; readonly name: string },
): Deed {
  return { verb, object: { kind: 'edition', id, name } };
}
