import type { QuoteFact } from '../../surveys/facts.ts';
import { isReceived } from '../../surveys/questionnaires/rules.ts';
import type { QuestionId } from '../../surveys/questions/catalogue.ts';
import type { SentPhoto } from '../../surveys/questions/file.ts';
import type { ReportFigures } from '../aggregates/aggregate.ts';
import type { EditionFacts } from '../aggregates/facts.ts';
import { OPINIONS_FROM } from '../aggregates/thresholds.ts';
import { choiceKey, type LeftOutAnswers } from './answer-choices.ts';

/** An answer as the bilan quotes it. */
export interface Quotation {
  /** Null for a photo. */
  readonly text: string | null;
  /** Missing for words. */
  readonly photo?: SentPhoto;
  /** The organisation's name; null where it isn't named. */
  readonly organisation: string | null;
  /** Id of the organisation, which isn't told where it isn't named. */
  readonly of: string;
  readonly question: QuestionId;
}

type Told = Pick<ReportFigures, 'respondents'>;

/** The part of a bilan's content that its quotations depend on. */
export interface Quoting {
  readonly facts: Pick<EditionFacts, 'organisations' | 'organisationQuestionnaires' | 'quotes'>;
  readonly report: Told;
  /** The versions before this one, oldest first. */
  readonly earlier: readonly { readonly figures: Told }[];
  /** The drafts that were sent to be read. */
  readonly drafts: readonly { readonly figures: Told }[];
  readonly leftOut: LeftOutAnswers;
}

/** Returns the bilan's quotations: all answers that may be quoted, without those a coordinator left out. */
export function quotationsIn(content: Quoting): readonly Quotation[] {
  return quotableIn(content).filter(
    ({ of: organisation, question }) => !content.leftOut.has(choiceKey({ organisation, question })),
  );
}

/**
 * Returns what the bilan may quote. Words and photos without a name are left out where fewer than five organisations may have
 * given them: the bilan names those who answered, so that a reader would know whose they are. Beside a version before, or a draft,
 * those of an organisation that has answered since may only be those of another one that has, too. What is left out counts here as before:
 * who is named beside it in an earlier version is known from there.
 */
export function quotableIn(content: Omit<Quoting, 'leftOut'>): readonly Quotation[] {
  const { organisations, organisationQuestionnaires, quotes } = content.facts;
  const names = new Map(organisations.map(({ id, name }) => [id, name]));
  const respondents = new Set(content.report.respondents);
  const nameOf = ({ named, organisation }: QuoteFact) =>
    named ? toldName(respondents, names.get(organisation)) : null;
  const received = organisationQuestionnaires
    .filter(({ answers }) => isReceived('organisation', answers))
    .map(({ organisation }) => organisation);
  const told = [...content.earlier, ...content.drafts].map(({ figures }) => new Set(figures.respondents));
  const isNew = (organisation: string, among: ReadonlySet<string>) => !among.has(names.get(organisation) ?? '');
  /** Counts those whose words, or photos, these may be: whoever is named has no other. Beside each that was told, those that are new in it. */
  const unnamedAmong = (alike: readonly QuoteFact[]) => {
    const named = new Set(alike.flatMap((quote) => (nameOf(quote) === null ? [] : [quote.organisation])));
    const unnamed = received.filter((organisation) => !named.has(organisation));
    return {
      all: unnamed.length,
      beside: told.map((among) => ({ among, count: unnamed.filter((one) => isNew(one, among)).length })),
    };
  };
  const unnamed = {
    words: unnamedAmong(quotes.filter(({ photo }) => photo === undefined)),
    photos: unnamedAmong(quotes.filter(({ photo }) => photo !== undefined)),
  };
  /**
   * Returns the smallest number of organisations that may have given it, as seen by a reader who has one of these to
   * compare.
   */
  const fewest = ({ photo, organisation }: QuoteFact) => {
    const { all, beside } = photo === undefined ? unnamed.words : unnamed.photos;
    return Math.min(all, ...beside.flatMap(({ among, count }) => (isNew(organisation, among) ? [count] : [])));
  };
  return quotes.flatMap((quote) => {
    const organisation = nameOf(quote);
    if (organisation === null && fewest(quote) < OPINIONS_FROM) return [];
    const { text, photo, organisation: of, question } = quote;
    return [{ text, organisation, of, question, ...(photo === undefined ? {} : { photo }) }];
  });
}

/**
 * Returns the name to quote an organisation by; null where nobody is named as having answered, because an opinion that is
 * told is shared by all.
 */
function toldName(respondents: ReadonlySet<string>, name: string | undefined): string | null {
  return name !== undefined && respondents.has(name) ? name : null;
}
