import { atOnce, type Stepwise } from '../../../concurrency/turns.ts';
import { htmlInSteps } from '../../../documents/html.ts';
import { markdownInSteps } from '../../../documents/markdown.ts';
import type { Outline } from '../../../documents/outline.ts';
import { outlineTextInSteps, unescapedText } from '../../../documents/text.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { ReportContent } from '../content/content.ts';
import { csvDocument } from './csv.ts';
import { jsonDocument } from './json.ts';
import { outlineInSteps } from './write-outline.ts';

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
  return atOnce(building(content, t)).documents;
}

/** The documents, with the outline that they are written from. */
export interface Built {
  readonly outline: Outline;
  readonly documents: readonly ReportDocument[];
}

/** Builds the same in steps, from the outline where that is written already. */
export function* building(content: ReportContent, t: Translator, written?: Outline): Stepwise<Built> {
  const outline = written ?? (yield* outlineInSteps(content, t));
  const told = yield* outlineTextInSteps(outline);
  const markdown = yield* markdownInSteps(outline);
  const html = yield* htmlInSteps(outline, t.locale);
  const forFiles = t.forFiles();
  yield;
  const csv = csvDocument(content, forFiles);
  yield;
  const json = jsonDocument(content, forFiles);
  yield;
  return {
    outline,
    documents: [
      { name: 'bilan.md', text: markdown, told },
      { name: 'bilan.html', text: html, told },
      { name: 'bilan.csv', text: csv, told: unescapedText(csv) },
      { name: 'bilan.json', text: json, told: unescapedText(json) },
    ],
  };
}
