import { htmlDocument } from '../../../documents/html.ts';
import { markdownDocument } from '../../../documents/markdown.ts';
import { outlineText, unescapedText } from '../../../documents/text.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { ReportContent } from '../content.ts';
import { csvDocument } from './csv.ts';
import { jsonDocument } from './json.ts';
import { writeOutline } from './write-outline.ts';

export interface ReportDocument {
  readonly name: 'bilan.md' | 'bilan.html' | 'bilan.csv' | 'bilan.json';
  readonly text: string;
  /** What it says, as plain text. */
  readonly told: string;
}

/**
 * Builds the documents to read, to print, to calculate with and to exchange: the same content, in the reader's
 * language.
 */
export function buildDocuments(content: ReportContent, t: Translator): readonly ReportDocument[] {
  const outline = writeOutline(content, t);
  const forFiles = t.forFiles();
  const told = outlineText(outline);
  const csv = csvDocument(content, forFiles);
  const json = jsonDocument(content, forFiles);
  return [
    { name: 'bilan.md', text: markdownDocument(outline), told },
    { name: 'bilan.html', text: htmlDocument(outline, t.locale), told },
    { name: 'bilan.csv', text: csv, told: unescapedText(csv) },
    { name: 'bilan.json', text: json, told: unescapedText(json) },
  ];
}
