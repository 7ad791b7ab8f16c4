import type { Translator } from '../../../texts/translator.ts';
import type { Withheld } from '../../figures/figure.ts';
import { optionText, statementText } from '../../surveys/questions/options.ts';
import type { ChoiceResult } from '../aggregates/aggregate.ts';
import { type AggregatedRanking, hasNothingToReport } from '../aggregates/borda.ts';
import { FACTS_FROM, OPINIONS_FROM } from '../aggregates/thresholds.ts';
import type { ReportContent } from '../content/content.ts';
import { departmentText, withheldFigureText } from '../words.ts';
import type { CsvRow } from './csv-row.ts';
import { intendedRows } from './intended-audience.ts';
import { optionWording } from './option-wording.ts';

/** Writes how often each answer to a question was given, as far as it is told. */
export function answerRows(content: ReportContent, t: Translator): readonly CsvRow[] {
  const { distribution, audience, comingBack, whyAbsent, departmentOpinions } = content.report;
  const question = (id: 'distribution' | 'audience' | 'comingBack') => t.text(`surveys.questions.${id}.text`);
  return [
    ...choiceRows(t, 'distribution', question('distribution'), distribution, FACTS_FROM, 'organisations'),
    ...choiceRows(t, 'audience', question('audience'), audience, FACTS_FROM, 'events'),
    ...intendedRows(content, t),
    ...choiceRows(t, 'comingBack', question('comingBack'), comingBack, OPINIONS_FROM, 'organisations'),
    ...choiceRows(
      t,
      'whyAbsent',
      t.text('reports.opinions.absent', { asked: whyAbsent.asked }),
      whyAbsent,
      OPINIONS_FROM,
      'organisations',
    ).map((row) => ({ ...row, asked: whyAbsent.asked })),
    ...(['reasons', 'defects'] as const).flatMap((id) => [
      ...rankingRows(t, id, id, content.report[id], ''),
      ...departmentOpinions[id].flatMap((ranking) =>
        rankingRows(t, id, `${id}.${ranking.department}`, ranking, `${departmentText(t, ranking.department)} · `),
      ),
    ]),
    ...scaleRows(content.report.scales, t),
  ];
}

function choiceRows(
  t: Translator,
  id: string,
  section: string,
  { answered, withheld, counts }: ChoiceResult,
  minimum: number,
  unit: string,
): readonly CsvRow[] {
  if (answered === 0) return [];
  if (withheld !== null) return [{ section, id, answered, label: withheldFigureText(t, withheld, minimum) }];
  return counts.map(({ option, count }) => ({
    section,
    id: `${id}.${option}`,
    label: t.text(optionText(option)),
    value: count,
    answered,
    unit,
  }));
}

/** Writes the points of each option and how many cited it; `where` names the department before it. */
function rankingRows(
  t: Translator,
  question: 'reasons' | 'defects',
  id: string,
  ranking: AggregatedRanking,
  where: string,
): readonly CsvRow[] {
  const { options, answered, other, withheld } = ranking;
  const section = t.text(`reports.csv.${question}`);
  if (withheld !== null) return [{ section, id, answered, label: whyNot(t, withheld) }];
  if (hasNothingToReport(ranking)) {
    const label = `${where}${t.text('surveys.buttons.nothing')}`;
    return [{ section, id: `${id}.nothing`, label, value: answered, answered, unit: 'organisations' }];
  }
  if (options.length === 0) return [];
  const cited = (option: string, words: string, value: number): CsvRow => {
    const label = `${where}${words} · ${t.text('reports.csv.mentions')}`;
    return { section, id: `${id}.${option}.mentions`, label, value, answered, unit: 'organisations' };
  };
  return [
    ...options.flatMap(({ option, points, mentions }): readonly CsvRow[] => {
      const words = optionWording(t, option);
      const label = `${where}${words}`;
      return [
        { section, id: `${id}.${option}`, label, value: points, answered, unit: 'points' },
        cited(option, words, mentions),
      ];
    }),
    cited('other', t.text(optionText('other')), other),
  ];
}

function scaleRows(scales: ReportContent['report']['scales'], t: Translator): readonly CsvRow[] {
  const section = t.text('reports.csv.scales');
  return scales.flatMap(({ statement, answered, counts, withheld }): readonly CsvRow[] => {
    if (withheld !== null) return [{ section, id: statement, answered, label: whyNot(t, withheld) }];
    if (counts === null) return [];
    return Object.entries(counts).map(([level, count]) => ({
      section,
      id: `${statement}.${level}`,
      label: `${t.text(statementText(statement))} · ${t.text(`surveys.options.${level as keyof typeof counts}`)}`,
      value: count,
      of: answered,
      unit: 'organisations',
    }));
  });
}

function whyNot(t: Translator, withheld: Withheld): string {
  return withheldFigureText(t, withheld, OPINIONS_FROM);
}
