import { setImmediate as nextTurn } from 'node:timers/promises';
import { htmlDocument } from '../../../documents/html.ts';
import { markdownDocument } from '../../../documents/markdown.ts';
import type { Outline } from '../../../documents/outline.ts';
import { outlineText, unescapedText } from '../../../documents/text.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { ReportContent } from '../content.ts';
import { csvDocument } from './csv.ts';
import { jsonDocument } from './json.ts';
import { writeOutline, writeOutlineInTurns } from './write-outline.ts';

export interface ReportDocument {
  readonly name: 'bilan.md' | 'bilan.html' | 'bilan.csv' | 'bilan.json';
  readonly text: string;
  /** Its words, as plain text. */
  readonly told: string;
}

/**
 * Builds the documents to read, to print, to calculate with and to exchange: the same content, in the reader's
 * language.
 */
export function buildDocuments(content: ReportContent, t: Translator): readonly ReportDocument[] {
  return [...documentsOf(writeOutline(content, t), content, t)];
}

/** The documents, with the outline that they are written from. */
export interface Built {
  readonly outline: Outline;
  readonly documents: readonly ReportDocument[];
}

/** Builds the same one after the other, with whatever else waits in between. */
export async function buildInTurns(content: ReportContent, t: Translator): Promise<Built> {
  const outline = await writeOutlineInTurns(content, t);
  const documents: ReportDocument[] = [];
  for (const document of documentsOf(outline, content, t)) {
    documents.push(document);
    await nextTurn();
  }
  return { outline, documents };
}

function* documentsOf(outline: Outline, content: ReportContent, t: Translator): Generator<ReportDocument> {
  const told = outlineText(outline);
  yield { name: 'bilan.md', text: markdownDocument(outline), told };
  yield { name: 'bilan.html', text: htmlDocument(outline, t.locale), told };
  const forFiles = t.forFiles();
  const csv = csvDocument(content, forFiles);
  yield { name: 'bilan.csv', text: csv, told: unescapedText(csv) };
  const json = jsonDocument(content, forFiles);
  yield { name: 'bilan.json', text: json, told: unescapedText(json) };
}
