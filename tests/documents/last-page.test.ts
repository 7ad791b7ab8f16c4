import { expect, it } from 'vitest';
import type { Outline } from '../../src/documents/outline.ts';
import { pdfDocument } from '../../src/documents/print/pdf.ts';
import { readPdf } from '../support/printed.ts';

/** Returns a document that ends with so many lines, all but the last three in one list. */
function document(lines: number): Outline {
  const items = Array.from({ length: lines - 3 }, (_, at) => `ligne ${at + 1}`);
  return {
    ...{ title: 'Bilan', subtitle: 'Picardie', notices: [] },
    chapters: [
      { id: 'summary', title: 'En bref', parts: [{ kind: 'paragraph', text: 'Tout est dit.' }] },
      {
        ...{ id: 'annexes', title: 'Annexes' },
        parts: [
          { kind: 'list', items },
          { kind: 'subheading', text: 'Versions' },
          { kind: 'list', items: ['ligne : version 1', 'ligne : version 2'] },
        ],
      },
    ],
  };
}

it('the last page of a long document is never left to a few lines', async () => {
  for (let lines = 300; lines < 350; lines += 2) {
    const { pages } = await readPdf(pdfDocument(document(lines), 'fr', { contents: 'Sommaire' }, new Date(0)));
    expect(pages.length).toBeGreaterThan(6);
    expect(pages.at(-1)?.match(/ligne/g)?.length ?? 0, `${lines} lines`).toBeGreaterThan(5);
  }
});
