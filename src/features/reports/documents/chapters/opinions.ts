import { type Part, paragraphPart, subheadingPart, tableParts } from '../../../../documents/outline.ts';
import type { TextKey } from '../../../../texts/index.ts';
import { isTextKey } from '../../../../texts/index.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { LEVELS, type OptionId, optionText, statementText } from '../../../surveys/questions/options.ts';
import type { AggregatedRanking } from '../../borda.ts';
import type { ReportContent } from '../../content.ts';
import type { RankingId } from '../../opinions-by-department.ts';
import { OPINIONS_FROM } from '../../thresholds.ts';
import { departmentText, EMPTY_CELL } from '../../words.ts';
import { figureTable } from '../figure-table.ts';
import { choiceTable, withheldPart } from './events.ts';

/** Sums up what the organisations think. Nobody is named, and nothing is told before the survey is closed. */
export function opinionsChapter(content: ReportContent, t: Translator): readonly Part[] {
  const { report, surveyOpen } = content;
  if (surveyOpen) return [paragraphPart(t.text('reports.opinions.later'))];
  const { reasons, defects, comingBack, whyAbsent, departmentOpinions } = report;
  return [
    ...rankingTable(t, 'reasons', reasons),
    ...rankingTable(t, 'defects', defects),
    ...scaleTable(content, t),
    ...figureTable(content, t, ['organisationsComingBack']),
    ...choiceTable(t, t.text('surveys.questions.comingBack.text'), comingBack, OPINIONS_FROM),
    ...choiceTable(t, t.text('reports.opinions.absent', { asked: whyAbsent.asked }), whyAbsent, OPINIONS_FROM),
    ...(['reasons', 'defects'] as const).flatMap((id) =>
      departmentOpinions[id].flatMap((ranking) => [
        subheadingPart(
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
    ...(judged.length === 0 ? [] : [subheadingPart(t.text('surveys.questions.scales.text'))]),
    ...tableParts(
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
    ...(withheld === undefined
      ? []
      : [withheldPart(t, t.text('reports.opinions.statements'), withheld, OPINIONS_FROM)]),
  ];
}

function rankingTable(
  t: Translator,
  id: RankingId,
  { options, answered, other, withheld }: AggregatedRanking,
): readonly Part[] {
  const question = t.text(`surveys.questions.${id}.text`);
  if (withheld !== null) return [withheldPart(t, question, withheld, OPINIONS_FROM)];
  if (options.length === 0) return [];
  return [
    paragraphPart(
      [
        t.text('reports.question', { question, answered }),
        ...(other === 0 ? [] : [t.text('reports.opinions.other', { count: other })]),
      ].join(' '),
    ),
    ...tableParts(
      [
        t.text('reports.column.rank'),
        t.text('reports.column.opinion'),
        t.text('reports.column.points'),
        t.text('reports.column.mentions'),
      ],
      options.map(({ option, rank, points, mentions }) => [
        rank === null ? EMPTY_CELL : t.number(rank),
        optionWording(t, option),
        t.number(points),
        t.number(mentions),
      ]),
    ),
  ];
}

/** Returns the report's wording of an option, or the button's where the report has none of its own. */
export function optionWording(t: Translator, option: OptionId): string {
  const key = `surveys.report.${option}`;
  return t.text(isTextKey(key) ? (key satisfies TextKey) : optionText(option));
}
