import { expect, it } from 'vitest';
import type { Outline } from '../../src/documents/outline.ts';
import { docxDocument } from '../../src/documents/print/docx.ts';
import { pdfDocument } from '../../src/documents/print/pdf.ts';
import { print } from '../../src/documents/print/printer.ts';

/** A document with so many rows in its table. */
function withRows(count: number): Outline {
  const rows = Array.from({ length: count }, (_, at) => [`Événement ${at}`, `Structure ${at % 7}`]);
  const parts = [{ kind: 'table', header: ['Événement', 'Structure'], rows } as const];
  return { title: 'Bilan', subtitle: 'CRES', notices: [], chapters: [{ id: 'annexes', title: 'Annexes', parts }] };
}

const [locale, contents, madeAt] = ['fr', 'Sommaire', new Date('2009-01-13T10:00:00+01:00')] as const;

it.each([3, 450])(
  'a document of %d rows has the same bytes, whether one program makes both forms or each makes one',
  async (count) => {
    const outline = withRows(count);
    const { pdf, docx, picture } = await print({ outline, locale, contents, madeAt });
    expect(Buffer.from(pdf).equals(pdfDocument(outline, locale, { contents }, madeAt))).toBe(true);
    expect(Buffer.from(docx).equals(await docxDocument(outline, locale, { contents }, madeAt))).toBe(true);
    expect(picture).toBeNull();
  },
);

it('a long document of which one form can’t be made isn’t made at all', async () => {
  const outline = withRows(450);
  const broken = { ...outline, title: '' };
  await expect(print({ outline: broken, locale, contents, madeAt })).rejects.toThrow('title');
  // The turn was given up: the next one is made.
  expect((await print({ outline: withRows(3), locale, contents, madeAt })).pdf.length).toBeGreaterThan(0);
});
