import type { Outline, Part } from '../outline.ts';

/** Rows of a table that are laid out: a page has some forty, and each costs half a megabyte while it is laid out. */
export const LONGEST_TABLE = 500;

/** Returns a document whose long tables end with a note that words how many rows are left out. */
export function shortenTables(outline: Outline, leftOut: (count: number) => string): Outline {
  const shorten = (part: Part): readonly Part[] =>
    part.kind === 'table' && part.rows.length > LONGEST_TABLE
      ? [
          { ...part, rows: part.rows.slice(0, LONGEST_TABLE) },
          { kind: 'note', text: leftOut(part.rows.length - LONGEST_TABLE) },
        ]
      : [part];
  const chapters = outline.chapters.map((chapter) => ({ ...chapter, parts: chapter.parts.flatMap(shorten) }));
  return { ...outline, chapters };
}
