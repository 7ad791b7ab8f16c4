import { htmlDocument } from '../../../documents/html.ts';
import { markdownDocument } from '../../../documents/markdown.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { ReportContent } from '../content.ts';
import { csvDocument } from './csv.ts';
import { jsonDocument } from './json.ts';
import { writeOutline } from './write-outline.ts';

export interface ReportDocument {
  readonly name: 'bilan.md' | 'bilan.html' | 'bilan.csv' | 'bilan.json';
  readonly text: string;
}

/**
 * Builds the documents to read, to print, to calculate with and to exchange: the same content, in the reader's
 * language.
 */
export function buildDocuments(content: ReportContent, t: Translator): readonly ReportDocument[] {
  const outline = writeOutline(content, t);
  const forFiles = t.forFiles();
  return [
    { name: 'bilan.md', text: markdownDocument(outline) },
    { name: 'bilan.html', text: htmlDocument(outline, t.locale) },
    { name: 'bilan.csv', text: csvDocument(content, forFiles) },
    { name: 'bilan.json', text: jsonDocument(content, forFiles) },
  ];
}
