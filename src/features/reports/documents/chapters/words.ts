import { type Part, paragraphPart, type QuotationPart } from '../../../../documents/outline.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { writtenIn } from '../../../surveys/questions/text.ts';
import { CHAPTER, type ChapterId } from '../../chapters.ts';
import type { ReportContent } from '../../content.ts';
import { type Quotation, quotationsIn } from '../../quotations.ts';

/**
 * Counts the ideas, and quotes what organisations allow to be quoted. The others only coordinators read, and tell what
 * came of them in their own words.
 */
export function ideasChapter(content: ReportContent, t: Translator): readonly Part[] {
  const { organisationQuestionnaires } = content.facts;
  const count = organisationQuestionnaires.filter(({ answers }) => writtenIn(answers.idea) !== null).length;
  const said = quotationParts(content, t);
  return [
    ...(count === 0 ? [] : [paragraphPart(t.text('reports.ideas.count', { count }))]),
    ...(said.length === 0 ? [] : [paragraphPart(t.text('reports.ideas.quotes')), ...said]),
  ];
}

/** Characters of a quotation that still finds room on a page beside figures and a chart. */
const SHORT = 320;

/** Returns the quotation of the page that is read alone; null where none finds room. */
export function essentialQuotation(content: ReportContent, t: Translator): Quotation | null {
  const short = (one: Quotation) => quotationPart(one, t).some(({ text }) => text.length <= SHORT);
  return quotationsIn(content).find(short) ?? null;
}

/** Quotes what organisations allow to be quoted, with the name of those that want to be named. */
function quotationParts(content: ReportContent, t: Translator): readonly Part[] {
  return quotationsIn(content).flatMap((one) => quotationPart(one, t));
}

/** Quotes words; a photo has none. */
export function quotationPart({ text: words, organisation }: Quotation, t: Translator): readonly QuotationPart[] {
  if (words === null) return [];
  const text = t.text('reports.ideas.anonymous', { text: withinQuotes(words, t) });
  return [{ kind: 'quotation', text, author: organisation }];
}

/** Returns what somebody said with other quotation marks than those around it: none of theirs ends the quotation. */
function withinQuotes(said: string, { locale }: Translator): string {
  return locale === 'fr'
    ? said.replace(/«\s?/gu, '“').replace(/\s?»/gu, '”')
    : said.replaceAll('“', '‘').replaceAll('”', '’');
}

/** Returns the paragraphs that the coordinators wrote in a chapter. */
export function coordinatorsParts({ texts }: ReportContent, id: ChapterId): readonly Part[] {
  const text = texts.get(CHAPTER + id);
  return text === undefined ? [] : text.split(/\n\s*\n/).map((each) => paragraphPart(each.trim()));
}
