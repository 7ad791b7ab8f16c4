import { chartParts, type Part, paragraphPart, subheadingPart } from '../../../../documents/outline.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { type AggregatedRanking, hasNothingToReport } from '../../aggregates/borda.ts';
import type { RankingId } from '../../aggregates/opinions-by-department.ts';
import { OPINIONS_FROM } from '../../aggregates/thresholds.ts';
import type { ReportContent } from '../../content/content.ts';
import { departmentText } from '../../words.ts';
import { rankingChart, scaleChart } from '../charts.ts';
import { figureTable } from '../figure-table.ts';
import { choiceParts, withheldPart } from './events.ts';

/** Sums up what the organisations think. Nobody is named, and nothing is told before the survey is closed. */
export function opinionsChapter(content: ReportContent, t: Translator): readonly Part[] {
  const { report, surveyOpen } = content;
  if (surveyOpen) return [paragraphPart(t.text('reports.opinions.later'))];
  const { reasons, defects, comingBack, whyAbsent, departmentOpinions } = report;
  return [
    ...rankingParts(t, 'reasons', reasons),
    ...rankingParts(t, 'defects', defects),
    ...scaleParts(content, t),
    ...figureTable(content, t, ['organisationsComingBack']),
    ...choiceParts(t, t.text('surveys.questions.comingBack.text'), comingBack, OPINIONS_FROM),
    ...choiceParts(t, t.text('reports.opinions.absent', { asked: whyAbsent.asked }), whyAbsent, OPINIONS_FROM),
    ...(['reasons', 'defects'] as const).flatMap((id) =>
      departmentOpinions[id].flatMap((ranking) => [
        subheadingPart(
          t.text('reports.opinions.department', {
            department: departmentText(t, ranking.department),
            answered: ranking.answered,
          }),
        ),
        ...rankingParts(t, id, ranking),
      ]),
    ),
  ];
}

function scaleParts(content: ReportContent, t: Translator): readonly Part[] {
  const [withheld] = content.report.scales.flatMap((scale) => (scale.answered > 0 ? (scale.withheld ?? []) : []));
  return [
    ...scaleChart(content, t),
    ...(withheld === undefined
      ? []
      : [withheldPart(t, t.text('reports.opinions.statements'), withheld, OPINIONS_FROM)]),
  ];
}

function rankingParts(t: Translator, id: RankingId, ranking: AggregatedRanking): readonly Part[] {
  const { options, answered, other, withheld } = ranking;
  const question = t.text(`surveys.questions.${id}.text`);
  if (withheld !== null) return [withheldPart(t, question, withheld, OPINIONS_FROM)];
  if (hasNothingToReport(ranking)) return [paragraphPart(t.text('reports.opinions.nothing', { question, answered }))];
  if (options.length === 0) return [];
  const title = [
    t.text('reports.question', { question, answered }),
    ...(other === 0 ? [] : [t.text('reports.opinions.other', { count: other })]),
  ].join(' ');
  return chartParts(rankingChart(t, title, ranking));
}
