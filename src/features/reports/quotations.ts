import type { QuoteFact } from '../surveys/facts.ts';
import { isReceived } from '../surveys/questionnaires/rules.ts';
import type { ReportFigures } from './aggregate.ts';
import type { EditionFacts } from './facts.ts';
import { OPINIONS_FROM } from './thresholds.ts';

/** An answer as the bilan quotes it. */
export interface Quotation {
  /** Null for a photo. */
  readonly text: string | null;
  /** The organisation's name; null where it isn't named. */
  readonly organisation: string | null;
}

type Told = Pick<ReportFigures, 'respondents'>;

/** The part of a bilan's content that its quotations depend on. */
interface Quoting {
  readonly facts: Pick<EditionFacts, 'organisations' | 'organisationQuestionnaires' | 'quotes'>;
  readonly report: Told;
  /** The versions before this one, oldest first. */
  readonly earlier: readonly { readonly figures: Told }[];
}

/**
 * Returns what the bilan quotes. Words without a name are left out where fewer than five organisations may have written
 * them: the bilan names those who answered, so that a reader would know whose they are. Beside the version before, words of
 * an organisation that has answered since may only be those of another one that has, too.
 */
export function quotationsIn(content: Quoting): readonly Quotation[] {
  const { organisations, organisationQuestionnaires, quotes } = content.facts;
  const names = new Map(organisations.map(({ id, name }) => [id, name]));
  const nameOf = ({ named, organisation }: QuoteFact) =>
    named ? toldName(content.report, names.get(organisation)) : null;
  const named = new Set(
    quotes.flatMap((quote) => (quote.text !== null && nameOf(quote) !== null ? [quote.organisation] : [])),
  );
  const unnamed = organisationQuestionnaires
    .filter(({ organisation, answers }) => isReceived('organisation', answers) && !named.has(organisation))
    .map(({ organisation }) => organisation);
  const before = new Set(content.earlier.at(-1)?.figures.respondents);
  const isNew = (organisation: string) => !before.has(names.get(organisation) ?? '');
  const latest = unnamed.filter(isNew);
  return quotes.flatMap((quote) => {
    const organisation = nameOf(quote);
    const mayHaveWritten = isNew(quote.organisation) ? latest : unnamed;
    if (quote.text !== null && organisation === null && mayHaveWritten.length < OPINIONS_FROM) return [];
    return [{ text: quote.text, organisation }];
  });
}

/**
 * Returns the name to quote an organisation by; null where nobody is named as having answered, because an opinion that is
 * told is shared by all.
 */
function toldName({ respondents }: Told, name: string | undefined): string | null {
  return name !== undefined && respondents.includes(name) ? name : null;
}
