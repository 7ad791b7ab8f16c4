import type { QuoteFact } from '../surveys/facts.ts';
import { isReceived } from '../surveys/questionnaires/rules.ts';
import type { ReportContent } from './content.ts';
import { OPINIONS_FROM } from './thresholds.ts';

/** An answer as the bilan quotes it. */
export interface Quotation {
  /** Null for a photo. */
  readonly text: string | null;
  /** The organisation's name; null where it isn't named. */
  readonly organisation: string | null;
}

/**
 * Returns what the bilan quotes. Words without a name are left out where fewer than five organisations may have written
 * them: the bilan names those who answered, so that a reader would know whose they are.
 */
export function quotationsIn(content: ReportContent): readonly Quotation[] {
  const { organisationQuestionnaires, quotes } = content.facts;
  const named = new Set(
    quotes.flatMap((quote) => (quote.text !== null && nameOf(content, quote) !== null ? [quote.organisation] : [])),
  );
  const mayHaveWritten = organisationQuestionnaires.filter(
    ({ organisation, answers }) => isReceived('organisation', answers) && !named.has(organisation),
  ).length;
  return quotes.flatMap((quote) => {
    const organisation = nameOf(content, quote);
    if (quote.text !== null && organisation === null && mayHaveWritten < OPINIONS_FROM) return [];
    return [{ text: quote.text, organisation }];
  });
}

/**
 * Returns the name to quote an organisation by; null where it doesn't want that, and where nobody is named as having
 * answered, because an opinion that is told is shared by all.
 */
function nameOf({ facts, report }: ReportContent, { named, organisation }: QuoteFact): string | null {
  const name = facts.organisations.find(({ id }) => id === organisation)?.name;
  return named && name !== undefined && report.respondents.includes(name) ? name : null;
}
