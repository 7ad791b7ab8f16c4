import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { print } from '../../../src/documents/print/printer.ts';
import { CHAPTERS } from '../../../src/features/reports/content/chapters.ts';
import { isDraft, type ReportContent } from '../../../src/features/reports/content/content.ts';
import { buildDocuments } from '../../../src/features/reports/documents/index.ts';
import { writeOutline } from '../../../src/features/reports/documents/write-outline.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { content, fr } from '../../support/demo-content.ts';
import { readDocx, readPdf } from '../../support/printed.ts';
import { richBilan } from '../../support/rich-edition.ts';

/** The editions whose whole documents are kept in `golden/`; after a change on purpose: `vitest run … -u`, and the difference is read. */
const EDITIONS: readonly (readonly [string, () => ReportContent])[] = [
  ['2008', () => content()],
  ['2026', richBilan],
];
/** A folder into which they are written to be looked at, also as pictures (`npm run pictures:documents`); empty for none. */
const FOLDER = process.env.GOLDEN_DOCUMENTS ?? '';
/** Photos and logos, of which the first signs say enough. */
const shortened = (text: string) => text.replace(/(;base64,.{40})[^"]*/g, '$1…');

describe.each(EDITIONS)('the documents of %s', (year, made) => {
  const bilan = made();
  const kept = (name: string) => join(import.meta.dirname, 'golden', `bilan-${year}.${name}`);

  it('to read are word by word those that were looked at', async () => {
    for (const { name, text } of buildDocuments(bilan, fr)) {
      await expect(shortened(text)).toMatchFileSnapshot(kept(name.slice('bilan.'.length)));
    }
  });

  it('to print are page by page those that were looked at', async () => {
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
