import type { ChoiceResult, ReportFigures, ScaleResult } from '../aggregates/aggregate.ts';
import type { AggregatedRanking } from '../aggregates/borda.ts';

/**
 * Removes the respondents' names when the report tells an opinion that all of them share: beside their names it would
 * reveal the opinion of each.
 */
export function hideUnanimousRespondents(report: ReportFigures): ReportFigures {
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
