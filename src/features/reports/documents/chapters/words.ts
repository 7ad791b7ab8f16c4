import { type Part, paragraphPart, type QuotationPart, titledParts } from '../../../../documents/outline.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { writtenIn } from '../../../surveys/questions/text.ts';
import { CHAPTER, type ChapterId } from '../../content/chapters.ts';
import type { ReportContent } from '../../content/content.ts';
import { byTopic } from '../../content/idea-topics.ts';
import { type Quotation, quotationsIn } from '../../content/quotations.ts';
import { withinQuotes } from '../within-quotes.ts';

/**
 * Counts the ideas, and quotes those that organisations allow to be quoted. The others are read only by coordinators,
 * who tell the outcome in their own words.
 */
export function ideasChapter(content: ReportContent, t: Translator): readonly Part[] {
  const { organisationQuestionnaires } = content.facts;
  const count = organisationQuestionnaires.filter(({ answers }) => writtenIn(answers.idea) !== null).length;
  const said = saidParts(content, t);
  return [
    ...(count === 0 ? [] : [paragraphPart(t.text('reports.ideas.count', { count }))]),
    ...(said.length === 0 ? [] : [paragraphPart(t.text('reports.ideas.quotes')), ...said]),
  ];
}

/**
 * Quotes the ideas topic by topic, then those without a topic, then the other words; in one list where no idea has a
 * topic.
 */
function saidParts(content: ReportContent, t: Translator): readonly Part[] {
  const quotations = quotationsIn(content);
  const parts = (some: readonly Quotation[]) => some.flatMap((one) => quotationPart(one, t));
  const ideas = quotations.filter(({ question }) => question === 'idea');
  const topicOf = ({ of }: Quotation) => content.topics.get(of) ?? null;
  if (ideas.every((one) => topicOf(one) === null)) return parts(quotations);
  const others = parts(quotations.filter(({ question }) => question !== 'idea'));
  return [
    ...byTopic(ideas, topicOf).flatMap(({ topic, ideas: some }) =>
      titledParts(t.text(`reports.topic.${topic ?? 'none'}`), parts(some)),
    ),
    ...titledParts(t.text('reports.ideas.testimonies'), others),
  ];
}

/** Characters of a quotation that still finds room on a page beside figures and a chart. */
const SHORT = 320;

/** Returns the quotation of the page that is read alone; null where none finds room. */
export function essentialQuotation(content: ReportContent, t: Translator): Quotation | null {
  const short = (one: Quotation) => quotationPart(one, t).some(({ text }) => text.length <= SHORT);
  return quotationsIn(content).find(short) ?? null;
}

/** Quotes words, with the name of whoever wants to be named; a photo has none. */
export function quotationPart({ text: words, organisation }: Quotation, t: Translator): readonly QuotationPart[] {
  if (words === null) return [];
  const text = t.text('reports.ideas.anonymous', { text: withinQuotes(words, t) });
  return [{ kind: 'quotation', text, author: organisation }];
}

/** Returns the paragraphs that the coordinators wrote in a chapter. */
export function coordinatorsParts({ texts }: ReportContent, id: ChapterId): readonly Part[] {
  const text = texts.get(CHAPTER + id);
  return text === undefined ? [] : text.split(/\n\s*\n/).map((each) => paragraphPart(each.trim()));
}
