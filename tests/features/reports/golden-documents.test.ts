import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { htmlDocument } from '../../../src/documents/html.ts';
import { markdownDocument } from '../../../src/documents/markdown.ts';
import { print } from '../../../src/documents/print/printer.ts';
import { FIGURE_IDS, type FigureId } from '../../../src/features/figures/figure.ts';
import { figureName } from '../../../src/features/figures/words.ts';
import { CHAPTERS } from '../../../src/features/reports/content/chapters.ts';
import { isDraft, type ReportContent } from '../../../src/features/reports/content/content.ts';
import { isIncludedFigure } from '../../../src/features/reports/documents/figure-table.ts';
import { buildDocuments } from '../../../src/features/reports/documents/index.ts';
import { type BilanJson, jsonDocument } from '../../../src/features/reports/documents/json.ts';
import { writeOutline } from '../../../src/features/reports/documents/write-outline.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { content, fr } from '../../support/demo-content.ts';
import { flat, readDocx, readPdf } from '../../support/printed.ts';
import { richBilan } from '../../support/rich-edition.ts';
import { docxTables, htmlTables, markdownTables, pdfTables, type ReadTable } from '../../support/tables.ts';

/** The editions whose whole documents are kept in `golden/`; after a change on purpose: `vitest run … -u`, and the difference is read. */
const EDITIONS: readonly (readonly [string, () => ReportContent])[] = [
  ['2008', () => content()],
  ['2026', richBilan],
];
/** A folder into which they are written to be looked at, also as pictures (`npm run pictures:documents`); empty for none. */
const FOLDER = process.env.GOLDEN_DOCUMENTS ?? '';
/** Photos and logos, of which the first signs say enough. */
const shortened = (text: string) => text.replace(/(;base64,.{40})[^"]*/g, '$1…');

/** Figures about the questionnaires themselves stand in sentences. */
const IN_SENTENCES: readonly FigureId[] = ['questionnairesSent', 'questionnairesAnswered', 'respondingOrganisations'];
const nameOf = (id: FigureId) => flat(figureName(fr, id));

/** The figures of the JSON that a document tells in tables: the number, and of how many it is, by their names. */
function numbersOf(bilan: ReportContent): Readonly<Record<string, readonly number[]>> {
  const { figures } = JSON.parse(jsonDocument(bilan, fr.forFiles())).details as BilanJson['details'];
  const told = FIGURE_IDS.filter((id) => isIncludedFigure(figures[id]) && !IN_SENTENCES.includes(id));
  return Object.fromEntries(
    told.map((id) => [nameOf(id), [figures[id].value, figures[id].of].filter((one) => one !== null)]),
  );
}

/** The same, read back from a document's tables. */
function numbersIn(tables: readonly ReadTable[]): Readonly<Record<string, readonly number[]>> {
  const known = new Set(FIGURE_IDS.map(nameOf));
  const rows = tables
    .filter(([header]) => header?.[0] === 'Chiffre' && header[1] === 'Valeur')
    .flatMap((one) => one.slice(1));
  return Object.fromEntries(
    rows.flatMap(([name = '', value = '']) => {
      if (!known.has(name)) return [];
      const numbers = value.replace(/(\d) (?=\d{3})/g, '$1').match(/\d+(?:,\d+)?/g) ?? [];
      return [[name, numbers.slice(0, / sur /.test(value) ? 2 : 1).map((one) => Number(one.replace(',', '.')))]];
    }),
  );
}

describe.each(EDITIONS)('the documents of %s', (year, made) => {
  const bilan = made();
  const kept = (name: string) => join(import.meta.dirname, 'golden', `bilan-${year}.${name}`);

  it('to read are word by word those that were looked at', async () => {
    for (const { name, text } of buildDocuments(bilan, fr)) {
      await expect(shortened(text)).toMatchFileSnapshot(kept(`${name.slice('bilan.'.length)}.txt`));
    }
  });

  it('to print are page by page those that were looked at, and each format tells the numbers of the JSON', async () => {
    const request = {
      outline: writeOutline(bilan, fr),
      locale: 'fr',
      contents: 'Sommaire',
      madeAt: bilan.madeAt,
    } as const;
    const { pdf, docx } = await print(request);
    const { pages } = await readPdf(pdf);
    const numbered = pages.map((page, at) => `— ${at + 1} —\n${asTyped(page).replace(/(.{1,120})(\s|$)/g, '$1\n')}`);
    await expect(numbered.join('\n')).toMatchFileSnapshot(kept('pdf.txt'));
    const inside = strFromU8(unzipSync(docx)['word/document.xml'] ?? new Uint8Array());
    // Two tables with nothing in between are one to Word.
    expect(inside.match(/<\/w:tbl><w:tbl>/g)).toBeNull();
    await expect((await readDocx(docx)).replace(/(.{1,120})(\s|$)/g, '$1\n')).toMatchFileSnapshot(kept('docx.txt'));
    const formats = [
      ['Markdown', markdownTables(markdownDocument(request.outline))],
      ['HTML', htmlTables(htmlDocument(request.outline, 'fr'))],
      ['Word', await docxTables(docx)],
      ['PDF', await pdfTables(pdf)],
    ] as const;
    for (const [format, tables] of formats) expect([format, numbersIn(tables)]).toEqual([format, numbersOf(bilan)]);
    if (FOLDER === '') return;
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(join(FOLDER, `bilan-${year}.pdf`), pdf);
    writeFileSync(join(FOLDER, `bilan-${year}.docx`), docx);
  });
});

it('a rich edition fills every chapter, and may be published', () => {
  const bilan = richBilan();
  expect(writeOutline(bilan, fr).chapters.map(({ id }) => id)).toEqual([...CHAPTERS]);
  expect(isDraft(bilan)).toBe(false);
});
