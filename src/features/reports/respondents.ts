import type { ChoiceResult, ReportFigures, ScaleResult } from './aggregate.ts';
import type { AggregatedRanking } from './borda.ts';

/**
 * The report without the names of those who answered, where it tells an opinion that all of them share: beside their names
 * that would be the opinion of each.
 */
export function unnamedWhereUnanimous(report: ReportFigures): ReportFigures {
  return isUnanimous(report) ? { ...report, respondents: [], unnamedRespondents: report.respondents.length } : report;
}

function isUnanimous({ reasons, defects, departmentOpinions, scales, comingBack }: ReportFigures): boolean {
  const rankings = [reasons, defects, ...departmentOpinions.reasons, ...departmentOpinions.defects];
  return rankings.some(sharesChoice) || scales.some(sharesLevel) || sharesOption(comingBack);
}

function sharesChoice({ options, answered, other }: AggregatedRanking): boolean {
  return answered > 0 && (other === answered || options.some(({ mentions }) => mentions === answered));
}

function sharesLevel({ counts, answered }: ScaleResult): boolean {
  return answered > 0 && counts !== null && Object.values(counts).includes(answered);
}

function sharesOption({ counts, answered }: ChoiceResult): boolean {
  return answered > 0 && counts.some(({ count }) => count === answered);
}
