import type { TextKey } from '../../../../texts/index.ts';
import { isTextKey } from '../../../../texts/index.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { LEVELS, type OptionId, optionText, statementText } from '../../../surveys/options.ts';
import type { AggregatedRanking } from '../../borda.ts';
import type { ReportContent } from '../../content.ts';
import { opinionsByDepartment } from '../../opinions-by-department.ts';
import { departmentText, NOTHING } from '../../words.ts';
import { figureTable } from '../figure-table.ts';
import { type Part, paragraph, subheading, table } from '../outline.ts';
import { choiceTable } from './events.ts';

/** What the organisations think, added up: nobody is named, and rankings are told once the survey is closed. */
export function opinions(content: ReportContent, t: Translator): readonly Part[] {
  const { report, facts, departments, surveyOpen } = content;
  if (surveyOpen) return [paragraph(t.text('reports.opinions.later'))];
  const { reasons, defects, scales } = report;
  const judged = scales.filter(({ answered }) => answered > 0);
  return [
    ...rankingTable(t, 'reasons', reasons),
    ...rankingTable(t, 'defects', defects),
    ...(judged.length === 0 ? [] : [subheading(t.text('surveys.questions.scales.text'))]),
    ...table(
      [
        t.text('reports.column.statement'),
        ...LEVELS.map((level) => t.text(optionText(level))),
        t.text('reports.column.answers'),
      ],
      judged.map(({ statement, counts, answered }) => [
        t.text(statementText(statement)),
        ...LEVELS.map((level) => t.number(counts[level])),
        t.number(answered),
      ]),
    ),
    ...figureTable(content, t, ['organisationsComingBack']),
    ...choiceTable(t, t.text('surveys.questions.comingBack.text'), report.comingBack),
    ...opinionsByDepartment(facts, departments).flatMap(({ department, answered, reasons, defects }) => [
      subheading(t.text('reports.opinions.department', { department: departmentText(t, department), answered })),
      ...rankingTable(t, 'reasons', reasons),
      ...rankingTable(t, 'defects', defects),
    ]),
  ];
}

function rankingTable(
  t: Translator,
  question: 'reasons' | 'defects',
  { options, answered, other }: AggregatedRanking,
): readonly Part[] {
  if (options.length === 0) return [];
  return [
    paragraph(
      [
        t.text('reports.question', { question: t.text(`surveys.questions.${question}.text`), answered }),
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

/** As a report says it; as the button does where it has no wording of its own. */
export function wording(t: Translator, option: OptionId): string {
  const key = `surveys.report.${option}`;
  return t.text(isTextKey(key) ? (key satisfies TextKey) : optionText(option));
}
