import { htmlDocument } from '../../../src/documents/html.ts';
import { markdownDocument } from '../../../src/documents/markdown.ts';
import type { Outline } from '../../../src/documents/outline.ts';
import { print } from '../../../src/documents/print/printer.ts';
import { outlineText } from '../../../src/documents/text.ts';
import type { NewFile } from '../../../src/files/store.ts';

/** The names of the documents that quote somebody, one of each kind of file that the bot makes. */
export const QUOTING = ['pdf', 'docx', 'html', 'md', 'json', 'csv'].map((extension) => `quoting.${extension}`);

/** Makes documents that quote these words, as the bot makes them. */
export async function quotingDocuments(quoting: string, madeAt: Date): Promise<readonly NewFile[]> {
  const outline: Outline = {
    ...{ title: 'Bilan', subtitle: "Mois de l'ESS 2026", notices: [] },
    chapters: [{ id: 'events', title: 'Événements', parts: [{ kind: 'quotation', text: quoting, author: null }] }],
  };
  const contents = new Map<string, Uint8Array | string>([
    ...Object.entries(await print({ outline, locale: 'fr', contents: 'Sommaire', madeAt })),
    ['html', htmlDocument(outline, 'fr')],
    ['md', markdownDocument(outline)],
    ['json', JSON.stringify({ quoting })],
    ['csv', `texte\n${quoting}\n`],
  ]);
  const told = outlineText(outline);
  return QUOTING.map((name) => {
    const bytes = Buffer.from(contents.get(name.split('.').at(-1) ?? '') ?? '');
    return { name, type: 'application/octet-stream', bytes, told };
  });
}
