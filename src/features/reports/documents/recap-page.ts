import { cut } from '../../../chat/cut.ts';
import type { Outline, Part } from '../../../documents/outline.ts';
import type { Translator } from '../../../texts/translator.ts';

/** The limits by which a document fits a page: the most rows of a table or items of a list, the most tables, the most characters of a cell. */
interface Measure {
  readonly rows: number;
  readonly tables: number;
  readonly characters: number;
}

/** Each leaves less than the one before. A page has some fifty lines; the last leaves a third of it. */
const MEASURES: readonly Measure[] = [
  { rows: 60, tables: 20, characters: 400 },
  { rows: 40, tables: 12, characters: 200 },
  { rows: 24, tables: 8, characters: 140 },
  { rows: 16, tables: 6, characters: 110 },
  { rows: 12, tables: 5, characters: 90 },
  { rows: 8, tables: 4, characters: 80 },
  { rows: 6, tables: 3, characters: 70 },
  { rows: 4, tables: 3, characters: 60 },
  { rows: 3, tables: 2, characters: 50 },
  { rows: 2, tables: 2, characters: 30 },
];

/**
 * Returns a document whole, and then in ever shorter versions: parts that are left out are counted, and are in the Word
 * document. Notices, figures and thanks stay.
 */
export function onOnePage(outline: Outline, t: Translator): readonly Outline[] {
  return [outline, ...MEASURES.map((measure) => shortened(outline, t, measure))];
}

function shortened(outline: Outline, t: Translator, measure: Measure): Outline {
  return {
    ...outline,
    title: cut(outline.title, Math.max(60, measure.characters)),
    subtitle: cut(outline.subtitle, Math.max(100, measure.characters)),
    chapters: outline.chapters.map((chapter) => ({ ...chapter, parts: shorter(chapter.parts, t, measure) })),
  };
}

/** Shortens each table and list of a chapter, and leaves out the last ones with their titles. */
function shorter(parts: readonly Part[], t: Translator, { rows, tables, characters }: Measure): readonly Part[] {
  const kept: Part[] = [];
  let shown = 0;
  let left = 0;
  let isCut = false;
  const short = (text: string) => {
    const said = cut(text, characters);
    isCut ||= said !== text;
    return said;
  };
  for (const part of parts) {
    if (part.kind === 'table' || part.kind === 'list') {
      const all: readonly unknown[] = part.kind === 'table' ? part.rows : part.items;
      const most = shown < tables ? rows : 0;
      shown += 1;
      left += Math.max(0, all.length - most);
      if (most === 0) continue;
      kept.push(
        part.kind === 'table'
          ? { ...part, rows: part.rows.slice(0, most).map((row) => row.map(short)) }
          : { ...part, items: part.items.slice(0, most).map(short) },
      );
    } else if (part.kind !== 'subheading')
      kept.push(part.kind === 'paragraph' ? { ...part, text: cut(part.text, 300) } : part);
    else if (shown < tables) kept.push({ ...part, text: short(part.text) });
  }
  if (left > 0) kept.push({ kind: 'note', text: t.text('reports.recap.rest', { count: left }) });
  else if (isCut) kept.push({ kind: 'note', text: t.text('reports.recap.whole') });
  return kept;
}
