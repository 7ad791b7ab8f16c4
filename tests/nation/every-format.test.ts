import { beforeAll, describe, expect, it } from 'vitest';
import { print } from '../../src/documents/print/printer.ts';
import { FIGURE_IDS } from '../../src/features/figures/figure.ts';
import { figureName } from '../../src/features/figures/words.ts';
import {
  type MadeNation,
  makeNation,
  nationDocuments,
  nationToPrint,
} from '../../src/features/nation/from-files/make-nation.ts';
import type { Nation } from '../../src/features/nation/from-files/roll-up.ts';
import { figureText, knownByText, nationChangeText, optionNamed } from '../../src/features/nation/from-files/words.ts';
import { fr } from '../support/demo-content.ts';
import { opinionsOf, plainOpinions } from '../support/invented-opinions.ts';
import { eighteen, expectedTable, fileOf } from '../support/invented-regions.ts';
import { flat, readDocx, readPdf } from '../support/printed.ts';
import {
  csvLines,
  docxTables,
  htmlTables,
  markdownTables,
  numberIn,
  pdfTables,
  type ReadTable,
} from '../support/tables.ts';

const beside = { regions: expectedTable, same: null, published: null, year: null };
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const written = (number: number) => flat(number.toLocaleString('fr'));
const euros = (number: number) =>
  flat(`${number.toLocaleString('fr', { minimumFractionDigits: Number.isInteger(number) ? 0 : 2 })} €`);
const [, second] = eighteen;
if (!second) throw new Error('no regions');
const IDEA = 'Un marché itinérant des coopératives, de village en village.';

/** Returns the points of what was ranked, the most first, those of one sum by their names, each with its rank. */
function ranked(points: Readonly<Record<string, { readonly points: number; readonly mentions: number }>>) {
  const scores = [...new Set(Object.values(points).map((one) => one.points))].sort((a, b) => b - a);
  return Object.entries(points)
    .map(([option, one]) => ({ option, ...one, rank: scores.indexOf(one.points) + 1 }))
    .sort((a, b) => b.points - a.points || (a.option < b.option ? -1 : 1));
}

const mostFirst = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));

describe('eighteen regions with opinions', () => {
  const plain = plainOpinions(eighteen);
  let made: MadeNation;
  let json: Nation;
  let csv: readonly Readonly<Record<string, string>>[];
  let formats: readonly (readonly [string, readonly ReadTable[], string])[];
  beforeAll(async () => {
    const files = await Promise.all(
      eighteen.map((one) =>
        fileOf(one, {
          facts: opinionsOf(one),
          ...(one === second && { texts: new Map([['chapter:ideas', IDEA]]) }),
        }),
      ),
    );
    made = await makeNation(files, beside);
    expect(made.refusals).toEqual([]);
    const [read = '', table = '', markdown = '', html = ''] = nationDocuments(made, fr).map(({ text }) => text);
    json = JSON.parse(read);
    csv = csvLines(table);
    const { pdf, docx } = await print(nationToPrint(made, fr));
    // The compiler was told to write PDF/UA, and checked it.
    expect(Buffer.from(pdf).toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
    formats = [
      ['Markdown', markdownTables(markdown), flat(markdown)],
      ['HTML', htmlTables(html), flat(html)],
      ['Word', await docxTables(docx), await readDocx(docx)],
      ['PDF', await pdfTables(pdf), (await readPdf(pdf)).text],
    ];
  });

  /** Has every format tell these tables, and no others with this header. */
  function expectTables(header: readonly string[], tables: ReadTable[]): void {
    for (const [format, all] of formats) {
      const found = all.filter(([first]) => first?.join(' | ') === header.join(' | '));
      expect([format, found.map(([, ...rows]) => rows)]).toEqual([format, tables]);
    }
  }

  /** The values of a section of the CSV, by name. */
  const valuesIn = (section: string) =>
    Object.fromEntries(
      csv.filter((line) => line.section === section).map(({ id = '', value }) => [id, numberIn(value)]),
    );

  it('make the sums that somebody makes by hand of what they say', () => {
    const lines = (points: Parameters<typeof ranked>[0]) => ({
      answered: plain.answered,
      regions: 18,
      lines: ranked(points),
    });
    expect(json.reasons).toEqual(lines(plain.reasons));
    expect(json.defects).toEqual(lines(plain.defects));
    const counted = (answered: number, counts: Readonly<Record<string, number>>) => ({
      ...{ answered, regions: 18 },
      lines: mostFirst(counts).map(([option, count]) => ({ option, count })),
    });
    expect(json.comingBack).toEqual(counted(plain.answered, plain.comingBack));
    expect(json.audience).toEqual(counted(plain.audienceAnswered, plain.audience));
    expect(json.scales.map(({ statement }) => statement).sort()).toEqual(Object.keys(plain.scales).sort());
    for (const { statement, answered, regions, lines: levels } of json.scales) {
      expect({ answered, regions }).toEqual({ answered: plain.answered, regions: 18 });
      const counts = levels.filter(({ count }) => count > 0).map(({ level, count }) => [level, count]);
      expect(Object.fromEntries(counts)).toEqual(plain.scales[statement]);
    }
    expect(json.figures.organisationsComingBack).toMatchObject({
      ...{ value: plain.comingBack.yes, of: plain.answered, toConfirm: plain.comingBack.toConfirm },
    });
  });

  it('tell them in every format, each beside its name', () => {
    const lines = (points: Parameters<typeof ranked>[0]) =>
      ranked(points).map((one) => [
        ...[written(one.rank), flat(optionNamed(fr, one.option)), written(one.points), written(one.mentions)],
      ]);
    expectTables(['Rang', 'Avis', 'Points', 'Citations'], [lines(plain.reasons), lines(plain.defects)]);
    const counts = (all: readonly (readonly [string, number])[]) =>
      all.map(([option, count]) => [flat(optionNamed(fr, option)), written(count)]);
    const levels = ['notAtAll', 'aLittle', 'fairly', 'aLot', 'dontKnow'];
    const scales = json.scales.map(({ statement }) =>
      counts(levels.map((level) => [level, plain.scales[statement]?.[level] ?? 0] as const)),
    );
    expectTables(
      ['Réponse', 'Nombre'],
      [counts(mostFirst(plain.comingBack)), counts(mostFirst(plain.audience)), ...scales],
    );
    for (const [format, , text] of formats) {
      expect(text, format).toContain(`${written(plain.answered)} réponses, 18 régions`);
      expect(text, format).toContain(`${written(plain.audienceAnswered)} réponses, 18 régions`);
    }
    for (const id of ['reasons', 'defects'] as const)
      expect(valuesIn(id)).toEqual(Object.fromEntries(ranked(plain[id]).map(({ option, points }) => [option, points])));
    for (const id of ['comingBack', 'audience'] as const) expect(valuesIn(id)).toEqual(plain[id]);
    for (const [statement, judged] of Object.entries(plain.scales))
      expect(valuesIn(`scales.${statement}`)).toMatchObject(judged);
  });

  it('tell every figure as nation.json does, in every format', () => {
    const told = FIGURE_IDS.filter((id) => json.figures[id].value !== null);
    expect(told.length).toBeGreaterThan(10);
    const rows = told.map((id) => {
      const figure = json.figures[id];
      const { value, precision, known } = figure.previous;
      const of = known === json.regions.length ? '' : ` (${known} régions)`;
      const before = value === null ? '–' : `${precision === 'at_least' ? 'au moins ' : ''}${written(value)}${of}`;
      return [figureName(fr, id), figureText(fr, figure), knownByText(fr, made.nation, figure), before].map(flat);
    });
    for (const [at, id] of told.entries()) {
      const { value, of } = json.figures[id];
      const numbers = rows[at]?.[1]?.replace(/(\d) (?=\d{3})/g, '$1').match(/\d+(,\d+)?/g) ?? [];
      expect(numbers.slice(0, of === null ? 1 : 2).map((one) => Number(one.replace(',', '.')))).toEqual(
        [value, of].filter((one) => one !== null),
      );
    }
    const changes = told.map((id) => flat(nationChangeText(fr, json.figures[id])));
    const header = ['Chiffre', 'Valeur', 'Base', 'Édition précédente', 'Évolution'];
    for (const [format, all] of formats) {
      const [table = [], ...others] = all.filter(([first]) => first?.join(' | ') === header.join(' | '));
      expect([format, others]).toEqual([format, []]);
      const read = table.slice(1).map(([name = '', value = '', base = '', before = '', change = '']) => ({
        row: [name, value, base, before.replace(/ événements?(?=$| \()/, '')],
        change,
      }));
      expect([format, read.map(({ row }) => row)]).toEqual([format, rows]);
      expect([format, read.map(({ change }) => change)]).toEqual([format, changes]);
    }
    const read = csv
      .filter(({ section }) => section === 'figures')
      .map(
        ({
          id,
          value,
          of,
          precision,
          answered,
          asked,
          regionsKnown,
          previous,
          previousPrecision,
          change,
          ...rest
        }) => ({
          ...{
            id,
            value: numberIn(value),
            of: numberIn(of),
            precision,
            known: numberIn(regionsKnown),
            unit: rest.unit,
          },
          base: answered === '' ? null : { answered: numberIn(answered), asked: numberIn(asked) },
          ...{
            previous: [numberIn(previous), previousPrecision],
            change: [change, rest.regionsCompared].map(numberIn),
          },
        }),
      );
    expect(read).toEqual(
      FIGURE_IDS.map((id) => {
        const { value, of, precision, regions, unit, base, previous, change } = json.figures[id];
        return {
          ...{ id, value, of, precision, known: regions.known.length, unit, base },
          ...{
            previous: [previous.value, previous.precision],
            change: [change?.value ?? null, change?.regions ?? null],
          },
        };
      }),
    );
  });

  it('stand side by side in a table, each with its own numbers', () => {
    expectTables(
      [
        ...[
          'Région',
          'Événements',
          'Personnes venues',
          'Programmes imprimés',
          'Affiches',
          'Retombées médias',
          'Budget total',
        ],
      ],
      [
        eighteen.map(({ name, came, posters, articles, budget }) => {
          const told = came.filter((one) => one !== null);
          return [
            ...[name, written(came.length), `${told.length < came.length ? 'au moins ' : ''}${written(sum(told))}`],
            ...['non connu', posters === null ? 'non connu' : written(posters), written(articles)],
            budget === null ? 'non connu' : euros(budget.own + budget.external),
          ];
        }),
      ],
    );
    for (const { name, came, articles } of eighteen) {
      const own = csv.filter(({ section, region }) => section === 'regions' && region === name);
      const value = (id: string) => numberIn(own.find((line) => line.id === id)?.value);
      expect([name, value('events'), value('mediaMentions')]).toEqual([name, came.length, articles]);
    }
  });

  it('tell the mean of the budgets with how many tell theirs, the media, and a good idea under its region’s name', () => {
    const told = eighteen.flatMap(({ budget }) => budget ?? []);
    const mean = (of: (one: (typeof told)[number]) => number) => sum(told.map(of)) / told.length;
    const cells = [
      mean(({ own, external }) => own + external),
      mean(({ own }) => own),
      mean(({ external }) => external),
    ];
    for (const [format, all, text] of formats) {
      const table = all.find(([first]) => first?.join(' | ') === 'Chiffre | Moyenne | Base') ?? [];
      expect([format, table.slice(1).map(([, value, base]) => [value, base])]).toEqual([
        format,
        cells.map((cell) => [euros(cell), '9 régions']),
      ]);
      const media = all.find(([first]) => first?.[0] === 'Média') ?? [];
      expect([format, media[1]?.[1]]).toEqual([format, written(sum(eighteen.map(({ articles }) => articles)))]);
      expect(
        text
          .replace(/<[^>]*>/g, '')
          .replaceAll('#', '')
          .replace(/ +/g, ' '),
        format,
      ).toContain(`${second.name} ${IDEA}`);
    }
    expect(valuesIn('budgetMean')).toEqual({ total: cells[0], own: cells[1], external: cells[2] });
    expect(valuesIn('media')).toMatchObject({ press: sum(eighteen.map(({ articles }) => articles)) });
  });
});
