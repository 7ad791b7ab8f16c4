import { expect, it } from 'vitest';
import { FIGURE_IDS, isFigureId } from '../../../src/features/figures/figure.ts';
import { csvDocument } from '../../../src/features/reports/documents/csv.ts';
import { type BilanJson, jsonDocument } from '../../../src/features/reports/documents/json.ts';
import type { Answers } from '../../../src/features/surveys/questions/answers.ts';
import { content, fr } from '../../support/demo-content.ts';
import { withOrganisations } from '../../support/report-facts.ts';
import { richBilan } from '../../support/rich-edition.ts';
import { csvLines, numberIn } from '../../support/tables.ts';

/** Five organisations of one department and five of another, which think something else. */
function twoDepartments() {
  const ranked = (at: number): Answers => ({
    reasons: { kind: 'ranking', order: at < 5 ? ['showcase', 'other'] : ['contacts', 'movement'], done: true },
    defects: { kind: 'ranking', order: at < 5 ? ['lowVisibility'] : ['noContact', 'other'], done: true },
  });
  const organisations = withOrganisations(Array.from({ length: 10 }, (_, at) => ranked(at)));
  const departments = new Map(organisations.organisations.map(({ id }, at) => [id, at < 5 ? '02' : '80']));
  const bilan = content({ departments }, organisations);
  expect(bilan.report.departmentOpinions.reasons).toHaveLength(2);
  return bilan;
}

it.each([
  ['2008', () => content()],
  ['2026', richBilan],
  ['two departments whose opinions are told', twoDepartments],
] as const)('tells every number of the JSON of %s in the CSV, each under its name', (_year, made) => {
  const bilan = made();
  const details = JSON.parse(jsonDocument(bilan, fr.forFiles())).details as BilanJson['details'];
  const lines = csvLines(csvDocument(bilan, fr.forFiles()));
  const [first] = lines;
  const columns = Object.keys(first ?? {});
  const cells = (line: Readonly<Record<string, string>>) => columns.map((column) => line[column] ?? '');
  const inFigures = lines.filter((line) => cells(line)[0] === cells(first ?? {})[0]);
  const read = (line: Readonly<Record<string, string>>) => {
    const [, id, , value, of, answered, asked, precision, told, estimated, unit, source, previous, before, change] =
      cells(line);
    return {
      ...{ id, value: numberIn(value), of: numberIn(of), precision, unit, source },
      base: answered === '' && asked === '' ? null : { answered: numberIn(answered), asked: numberIn(asked) },
      parts: told === '' && estimated === '' ? null : { told: numberIn(told), estimated: numberIn(estimated) },
      ...{ previous: { value: numberIn(previous), precision: before }, change: numberIn(change) },
    };
  };
  const figures = FIGURE_IDS.map((id) => {
    const { withheld: _, toConfirm: __, ...rest } = details.figures[id];
    return rest;
  });
  expect(inFigures.filter((line) => isFigureId(cells(line)[1] ?? '')).map(read)).toEqual(figures);
  const valuesUnder = (start: string) =>
    Object.fromEntries(
      lines.flatMap((line) => {
        const [, id = '', , value] = cells(line);
        return id.startsWith(start) ? [[id.slice(start.length), numberIn(value)]] : [];
      }),
    );
  for (const id of ['reasons', 'defects'] as const) {
    expect(details[id].options.length).toBeGreaterThan(3);
    const ranking = ({ options, other }: Pick<(typeof details)['reasons'], 'options' | 'other'>, where = '') => [
      ...options.flatMap(({ option, points, mentions }) => [
        [`${where}${option}`, points],
        [`${where}${option}.mentions`, mentions],
      ]),
      [`${where}other.mentions`, other],
    ];
    const parts = details.departmentOpinions[id].flatMap((one) => ranking(one, `${one.department}.`));
    expect(valuesUnder(`${id}.`)).toEqual(Object.fromEntries([...ranking(details[id]), ...parts]));
  }
  for (const id of ['distribution', 'audience', 'comingBack', 'whyAbsent'] as const) {
    const counts = details[id].counts.map(({ option, count }) => [option, count]);
    expect(valuesUnder(`${id}.`)).toEqual(Object.fromEntries(details[id].answered === 0 ? [] : counts));
  }
  for (const { statement, counts } of details.scales) expect(valuesUnder(`${statement}.`)).toEqual(counts);
  const kinds = Object.entries(details.media.count).filter(([, count]) => count > 0);
  expect(valuesUnder('media.')).toEqual(Object.fromEntries(kinds));
  for (const { key, events, participants } of details.byDepartment)
    expect(valuesUnder(`${key}.`)).toEqual({ events, ...(participants && { participants: participants.value }) });
});
