import { type Part, paragraphPart } from '../../../../documents/outline.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { writtenIn } from '../../../surveys/questions/text.ts';
import { CHAPTER, type ChapterId } from '../../chapters.ts';
import type { ReportContent } from '../../content.ts';
import { quotationsIn } from '../../quotations.ts';

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

/** Quotes what organisations allow to be quoted, with the name of those that want to be named. */
export function quotationParts(content: ReportContent, t: Translator): readonly Part[] {
  return quotationsIn(content).flatMap(({ text: words, organisation }): readonly Part[] =>
    words === null
      ? []
      : [
          {
            kind: 'quotation',
            text: t.text('reports.ideas.anonymous', { text: withinQuotes(words, t) }),
            author: organisation,
          },
        ],
  );
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
