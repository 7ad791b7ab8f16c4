import type { TextKey } from '../../../../texts/index.ts';
import { isTextKey } from '../../../../texts/index.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { LEVELS, type OptionId, optionText, statementText } from '../../../surveys/questions/options.ts';
import type { AggregatedRanking } from '../../borda.ts';
import type { ReportContent } from '../../content.ts';
import type { RankingId } from '../../opinions-by-department.ts';
import { OPINIONS_FROM } from '../../thresholds.ts';
import { departmentText, NOTHING } from '../../words.ts';
import { figureTable } from '../figure-table.ts';
import { type Part, paragraph, subheading, table } from '../outline.ts';
import { choiceTable, notTold } from './events.ts';

/** Sums up what the organisations think. Nobody is named, and nothing is told before the survey is closed. */
export function opinions(content: ReportContent, t: Translator): readonly Part[] {
  const { report, surveyOpen } = content;
  if (surveyOpen) return [paragraph(t.text('reports.opinions.later'))];
  const { reasons, defects, comingBack, departmentOpinions } = report;
  return [
    ...rankingTable(t, 'reasons', reasons),
    ...rankingTable(t, 'defects', defects),
    ...scaleTable(content, t),
    ...figureTable(content, t, ['organisationsComingBack']),
    ...choiceTable(t, t.text('surveys.questions.comingBack.text'), comingBack, OPINIONS_FROM),
    ...(['reasons', 'defects'] as const).flatMap((id) =>
      departmentOpinions[id].flatMap((ranking) => [
        subheading(
          t.text('reports.opinions.department', {
            department: departmentText(t, ranking.department),
            answered: ranking.answered,
          }),
        ),
        ...rankingTable(t, id, ranking),
      ]),
    ),
  ];
}

function scaleTable({ report }: ReportContent, t: Translator): readonly Part[] {
  const judged = report.scales.filter(({ answered }) => answered > 0);
  const [withheld] = judged.flatMap((scale) => scale.withheld ?? []);
  return [
    ...(judged.length === 0 ? [] : [subheading(t.text('surveys.questions.scales.text'))]),
    ...table(
      [
        t.text('reports.column.statement'),
        ...LEVELS.map((level) => t.text(optionText(level))),
        t.text('reports.column.answers'),
      ],
      judged.flatMap(({ statement, counts, answered }) =>
        counts === null
          ? []
          : [[t.text(statementText(statement)), ...LEVELS.map((level) => t.number(counts[level])), t.number(answered)]],
      ),
    ),
    ...(withheld === undefined ? [] : [notTold(t, t.text('reports.opinions.statements'), withheld, OPINIONS_FROM)]),
  ];
}

function rankingTable(
  t: Translator,
  id: RankingId,
  { options, answered, other, withheld }: AggregatedRanking,
): readonly Part[] {
  const question = t.text(`surveys.questions.${id}.text`);
  if (withheld !== null) return [notTold(t, question, withheld, OPINIONS_FROM)];
  if (options.length === 0) return [];
  return [
    paragraph(
      [
        t.text('reports.question', { question, answered }),
        ...(other === 0 ? [] : [t.text('reports.opinions.other', { count: other })]),
      ].join(' '),
    ),
    ...table(
      [
        t.text('reports.column.rank'),
        t.text('reports.column.opinion'),
        t.text('reports.column.points'),
        t.text('reports.column.mentions'),
      ],
      options.map(({ option, rank, points, mentions }) => [
        rank === null ? NOTHING : t.number(rank),
        wording(t, option),
        t.number(points),
        t.number(mentions),
      ]),
    ),
  ];
}

/** Returns the report's wording of an option, or the button's where the report has none of its own. */
export function wording(t: Translator, option: OptionId): string {
  const key = `surveys.report.${option}`;
  return t.text(isTextKey(key) ? (key satisfies TextKey) : optionText(option));
}
