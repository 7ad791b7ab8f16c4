import { type Outline, type Part, paragraphPart } from '../outline.ts';

/** Rows of a table that are laid out: a page has some forty, and each costs half a megabyte while it is laid out. */
export const LONGEST_TABLE = 500;
/** Entries of a list that are laid out below each other, for the same reason. */
export const LONGEST_LIST = 500;
/** Entries of a longer one that make one paragraph. */
const IN_PARAGRAPH = 50;

/**
 * Returns a document that is laid out in bounded memory: its long tables end with a note that words how many rows are left out, and
 * the entries of its long lists follow each other as running text, none left out.
 */
export function boundForPrint(outline: Outline, leftOut: (count: number) => string): Outline {
  const bounded = (part: Part): readonly Part[] => {
    if (part.kind === 'table' && part.rows.length > LONGEST_TABLE) {
      const rows = part.rows.slice(0, LONGEST_TABLE);
      return [
        { ...part, rows },
        { kind: 'note', text: leftOut(part.rows.length - LONGEST_TABLE) },
      ];
    }
    return part.kind === 'list' && part.items.length > LONGEST_LIST ? runningText(part.items) : [part];
  };
  const chapters = outline.chapters.map((chapter) => ({ ...chapter, parts: chapter.parts.flatMap(bounded) }));
  return { ...outline, chapters };
}

function runningText(items: readonly string[]): readonly Part[] {
  const paragraphs = Array.from({ length: Math.ceil(items.length / IN_PARAGRAPH) }, (_, at) =>
    items.slice(at * IN_PARAGRAPH, (at + 1) * IN_PARAGRAPH).join(' · '),
  );
  return paragraphs.map(paragraphPart);
}
