import type { Translator } from '../../../texts/translator.ts';
import { asTyped } from '../../../texts/typography.ts';
import { accountOf, type FinancialAccount } from '../aggregates/account.ts';
import type { ReportFigures } from '../aggregates/aggregate.ts';
import { countedEvents } from '../aggregates/events.ts';
import type { BudgetLine, PreviousFigures } from '../aggregates/facts.ts';
import { type RegionalFigures, regionalFigures } from '../aggregates/regional.ts';
import { isDraft, noteOn, type ReportContent } from '../content/content.ts';
import { findingText } from '../findings/words.ts';

/** Goes up when a key changes its meaning; docs/bilan-json.md describes it. */
export const SCHEMA = 'fil-conducteur/bilan/2';

/** The most days of one event that are written, and read by the nation: the first of them. It compares each with others' days. */
export const MOST_DAYS = 366;

/**
 * The bilan for programs: the figures that regions exchange with the national level, and all that is needed to read
 * them correctly.
 */
export interface BilanJson {
  readonly schema: typeof SCHEMA;
  readonly region: { readonly name: string; readonly chamber: string; readonly departments: readonly string[] };
  readonly edition: {
    readonly year: number;
    readonly name: string;
    readonly firstDay: string;
    readonly lastDay: string;
  };
  readonly version: number;
  readonly draft: boolean;
  readonly madeAt: string;
  readonly regional: RegionalFigures;
  readonly details: PublicDetails;
  readonly findings: readonly (ReportContent['findings'][number] & {
    readonly text: string;
    readonly note: string | null;
  })[];
  readonly changes: ReportContent['changes'];
  readonly texts: Readonly<Record<string, string>>;
  /** The events that `events` counts: by them the nation finds those that two regions share. */
  readonly events: readonly {
    readonly id: string;
    readonly title: string;
    readonly days: readonly string[];
    readonly department: string | null;
  }[];
  readonly budgetLines: readonly BudgetLine[];
  /** Planned and actual, by line and by funder. */
  readonly account: FinancialAccount;
  /** Figures of the editions before, the earliest first, as they were told. */
  readonly previousEditions: readonly PreviousFigures[];
}

/** Leaves out who didn't answer, which only coordinators see. */
type PublicDetails = Omit<ReportFigures, 'nonRespondents'>;

export function bilanJson(content: ReportContent, t: Translator): BilanJson {
  const { region, edition, findings, texts, report, facts } = content;
  return {
    schema: SCHEMA,
    region: { name: region.name, chamber: region.chamber, departments: region.departments },
    edition: { year: edition.year, name: asTyped(edition.name), firstDay: edition.startsOn, lastDay: edition.endsOn },
    version: content.version,
    draft: isDraft(content),
    madeAt: content.madeAt.toISOString(),
    regional: regionalFigures(report),
    details: publicDetails(report),
    findings: findings.map((finding) => ({
      ...finding,
      text: findingText(t, finding),
      note: noteOn(content, finding),
    })),
    changes: content.changes,
    texts: Object.fromEntries(texts),
    events: countedEvents(facts).map(({ event: { id, title, days, department } }) => ({
      ...{ id, title, department },
      days: days.slice(0, MOST_DAYS),
    })),
    budgetLines: facts.budgetLines,
    account: accountOf(facts),
    previousEditions: [...content.older, ...(facts.previous === null ? [] : [facts.previous])],
  };
}

function publicDetails({ nonRespondents: _missing, ...rest }: ReportFigures): PublicDetails {
  return rest;
}

export function jsonDocument(content: ReportContent, t: Translator): string {
  return `${JSON.stringify(bilanJson(content, t), null, 2)}\n`;
}
