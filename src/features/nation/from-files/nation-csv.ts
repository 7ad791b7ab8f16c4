import { mapInSteps, type Stepwise } from '../../../concurrency/turns.ts';
import { type Cell, csvInSteps } from '../../../documents/csv.ts';
import type { Translator } from '../../../texts/translator.ts';
import { FIGURE_IDS, type FigureId } from '../../figures/figure.ts';
import { figureName } from '../../figures/words.ts';
import { MEDIUMS, mediumText } from '../../surveys/questions/options.ts';
import type { RegionReport } from './region.ts';
import { measureOf, type Nation } from './roll-up.ts';
import { optionNamed, receivedText, statementNamed } from './words.ts';

const COLUMNS = [
  ...['section', 'id', 'label', 'region', 'value', 'of', 'answered', 'asked', 'precision', 'unit'],
  ...['regionsKnown', 'previous', 'previousPrecision', 'change', 'regionsCompared'],
] as const;

/** The columns that a line fills; the others stay empty. */
type Row = Readonly<Record<string, Cell>>;

/**
 * Writes every number, one a line, under the names that bilan.csv and nation.json give them. The first lines say how many
 * regions there are, and who is missing.
 */
export function* nationCsv(nation: Nation, t: Translator): Stepwise<string> {
  const ofEach: Row[] = [];
  const names = new Map(FIGURE_IDS.map((id) => [id, figureName(t, id)]));
  for (const region of nation.regions) {
    ofEach.push(...ofRegion(region, names));
    yield;
  }
  const rows = [...received(nation, t), ...figures(nation, t), ...opinions(nation, t), ...ofEach];
  const lines = yield* mapInSteps(rows, (row) => COLUMNS.map((column) => row[column] ?? null));
  return yield* csvInSteps([[...COLUMNS], ...lines], t.locale);
}

function received(nation: Nation, t: Translator): readonly Row[] {
  const { regions, expected, missing } = nation;
  return [
    { section: 'received', id: 'regions', label: receivedText(t, nation), value: regions.length, of: expected },
    ...(missing ?? []).map((region) => ({
      section: 'received',
      id: 'missing',
      label: t.text('nation.missing'),
      region,
    })),
  ];
}

function figures({ figures: all, budget, media }: Nation, t: Translator): readonly Row[] {
  return [
    ...FIGURE_IDS.map((id) => {
      const { value, of, base, precision, unit, regions, previous, change } = all[id];
      return {
        ...{ section: 'figures', id, label: figureName(t, id), value, of, precision, unit },
        ...{ answered: base?.answered ?? null, asked: base?.asked ?? null, regionsKnown: regions.known.length },
        ...{ previous: previous.value, previousPrecision: previous.precision },
        ...{ change: change?.value ?? null, regionsCompared: change?.regions ?? null },
      };
    }),
    ...(['total', 'own', 'external'] as const).map((id) => ({
      ...{ section: 'budgetMean', id, label: t.text(`nation.budget.${id}`), value: budget[id].mean, unit: 'euros' },
      ...{ precision: budget[id].precision, regionsKnown: budget[id].regions },
    })),
    ...MEDIUMS.map((id) => ({
      ...{ section: 'media', id, label: t.text(mediumText(id)), value: media?.[id].value ?? null, unit: 'mentions' },
      precision: media?.[id].precision ?? null,
    })),
  ];
}

function opinions({ reasons, defects, audience, comingBack, scales }: Nation, t: Translator): readonly Row[] {
  const ranked = Object.entries({ reasons, defects }).flatMap(([section, { lines, answered, regions }]) =>
    lines.map(({ option, points }) => ({
      ...{ section, id: option, label: optionNamed(t, option), value: points, answered },
      ...{ unit: 'points', regionsKnown: regions },
    })),
  );
  const chosen = Object.entries({ audience, comingBack }).flatMap(([section, { lines, answered, regions }]) =>
    lines.map(({ option, count }) => ({
      ...{ section, id: option, label: optionNamed(t, option), value: count, of: answered, regionsKnown: regions },
    })),
  );
  const judged = scales.flatMap(({ statement, lines, answered, regions }) =>
    lines.map(({ level, count }) => ({
      ...{ section: `scales.${statement}`, id: level, value: count, of: answered, regionsKnown: regions },
      label: `${statementNamed(t, statement)} · ${optionNamed(t, level)}`,
    })),
  );
  return [...ranked, ...chosen, ...judged];
}

/** `names` are the figures'. */
function ofRegion(region: RegionReport, names: ReadonlyMap<FigureId, string>): readonly Row[] {
  return FIGURE_IDS.flatMap((id): readonly Row[] => {
    const { value, precision } = measureOf(region, id);
    const figure = region.figures.get(id);
    if (figure === undefined || value === null) return [];
    const { of, base, unit, previous } = figure;
    return [
      {
        ...{ section: 'regions', id, label: names.get(id) ?? id, region: region.name, value, of, precision, unit },
        ...{ answered: base?.answered ?? null, asked: base?.asked ?? null },
        ...{ previous: previous.value, previousPrecision: previous.precision },
      },
    ];
  });
}
