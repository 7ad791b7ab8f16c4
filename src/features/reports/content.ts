import type { Region } from '../../access/region.ts';
import type { Edition } from '../editions/edition.ts';
import { aggregate, type ReportFigures } from './aggregate.ts';
import { changedFigures, type FigureChange } from './changed-figures.ts';
import { FINDING } from './chapters.ts';
import type { EditionFacts } from './facts.ts';
import { type Finding, findFaults } from './findings.ts';

/** All that the documents of a bilan are written from. Plain data. */
export interface ReportContent extends ReportSetting {
  readonly report: ReportFigures;
  readonly findings: readonly Finding[];
  /** Figures that aren't what the version before said. */
  readonly changes: readonly FigureChange[];
}

/** What is known beside the facts. */
export interface ReportSetting {
  readonly region: Pick<Region, 'name' | 'chamber' | 'departments'>;
  readonly edition: Pick<Edition, 'year' | 'name' | 'startsOn' | 'endsOn' | 'message' | 'priority' | 'expectedResults'>;
  readonly facts: EditionFacts;
  /** Department of each organisation; null when none is told. */
  readonly departments: ReadonlyMap<string, string | null>;
  /** Coordinators' texts by key: 'chapter:…', 'claim:…', 'finding:…'. */
  readonly texts: ReadonlyMap<string, string>;
  /** Answers still come in, or are yet to be asked for: nothing is final, and opinions aren't told yet. */
  readonly surveyOpen: boolean;
  readonly version: number;
  /** The versions before this one, oldest first. */
  readonly earlier: readonly { readonly version: number; readonly figures: ReportFigures; readonly createdAt: Date }[];
  readonly madeAt: Date;
}

/** What the bilan says of these facts. The same setting always gives the same content. */
export function contentOf(setting: ReportSetting): ReportContent {
  const report = aggregate(setting.facts);
  const before = setting.earlier.at(-1);
  return {
    ...setting,
    report,
    findings: findFaults(setting.facts, report),
    changes: before === undefined ? [] : changedFigures(before.figures, report),
  };
}

/** The coordinators' note on a finding; null as long as there is none. */
export function noteOn({ texts }: Pick<ReportContent, 'texts'>, finding: Finding): string | null {
  return texts.get(FINDING + finding.id) ?? null;
}

/** Findings that nothing is said about yet: as long as there are some, the bilan is a draft. */
export function toTreat(content: ReportContent): readonly Finding[] {
  return content.findings.filter((finding) => noteOn(content, finding) === null);
}

/** A bilan is published when the answers are in and every finding has its note. */
export function isDraft(content: ReportContent): boolean {
  return content.surveyOpen || toTreat(content).length > 0;
}
