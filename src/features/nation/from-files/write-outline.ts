import { mapInSteps, type Stepwise } from '../../../concurrency/turns.ts';
import { barChart } from '../../../documents/chart.ts';
import {
  type Chapter,
  chartParts,
  type KeyFigure,
  listParts,
  type Outline,
  type Part,
  paragraphPart,
  subheadingPart,
  tableParts,
  titledParts,
} from '../../../documents/outline.ts';
import type { Translator } from '../../../texts/translator.ts';
import { FIGURE_IDS, type FigureId } from '../../figures/figure.ts';
import { figureName, measureText, numberText } from '../../figures/words.ts';
import { EMPTY_CELL } from '../../reports/words.ts';
import { MEDIUMS, mediumText } from '../../surveys/questions/options.ts';
import type { NationFinding } from './findings.ts';
import { noticesOf } from './notices.ts';
import { type Added, measureOf, type Nation, type NationalFigure, type NationRankedOption } from './roll-up.ts';
import {
  figureText,
  knownByText,
  meanText,
  nationChangeText,
  nationFindingText,
  optionNamed,
  previousText,
  receivedText,
  silentText,
  statementNamed,
} from './words.ts';

/** Those in large print. */
const LARGE_FIGURES: readonly FigureId[] = [
  'events',
  'participants',
  'eventsWithOfficials',
  'respondingOrganisations',
  'mediaMentions',
  'organisationsUsingLogo',
  'organisationsComingBack',
  'budget',
];

/** Figures that regions are shown side by side with. */
const BESIDE: readonly FigureId[] = [
  'events',
  'participants',
  'programmesPrinted',
  'posters',
  'mediaMentions',
  'budget',
];

/** Writes the nation's bilan, chapter by chapter. Above each table stands how many regions it is of, and who is missing. */
export function* writeNationOutline(
  nation: Nation,
  findings: readonly NationFinding[],
  t: Translator,
): Stepwise<Outline> {
  const received = receivedText(t, nation);
  const table = (header: readonly string[], rows: readonly (readonly string[])[]): readonly Part[] =>
    rows.length === 0 ? [] : [paragraphPart(received), ...tableParts(header, rows)];
  const chapters: Chapter[] = [];
  for (const id of CHAPTERS) {
    const parts = yield* partsOf[id]({ nation, findings, t, table });
    if (parts.length > 0) chapters.push({ id, title: t.text(`nation.chapter.${id}`), parts });
    yield;
  }
  return {
    title: t.text('nation.title', { year: String(nation.year ?? '?') }),
    subtitle: received,
    notices: yield* noticesOf(nation, t),
    chapters,
  };
}

const CHAPTERS = [
  ...(['essential', 'figures', 'media', 'budget', 'opinions'] as const),
  ...(['beside', 'ideas', 'decide', 'findings', 'regions'] as const),
];

interface Written {
  readonly nation: Nation;
  readonly findings: readonly NationFinding[];
  readonly t: Translator;
  readonly table: Table;
}

const partsOf: Readonly<Record<(typeof CHAPTERS)[number], (written: Written) => Stepwise<readonly Part[]>>> = {
  essential,
  figures,
  media,
  budget,
  opinions,
  beside,
  ideas,
  decide: decisions,
  *findings({ findings: all, t }) {
    return listParts(yield* mapInSteps(all, (one) => nationFindingText(t, one)));
  },
  regions,
};

type Table = (header: readonly string[], rows: readonly (readonly string[])[]) => readonly Part[];

/** The page that is read alone: three sentences, the figures in large print, and how the events are spread. */
function* essential({ nation, t }: Written): Stepwise<readonly Part[]> {
  const told = LARGE_FIGURES.map((id) => nation.figures[id]).filter(({ value }) => value !== null);
  const large = told.map((figure): KeyFigure => {
    const { id, value, of, change } = figure;
    const number = numberText(t, figure);
    const spoken = id === 'budget' ? measureText(t, figure, figure.unit) : number;
    return {
      name: figureName(t, id),
      value: of === null || value === null ? spoken : t.text('reports.share', { value: number, whole: t.number(of) }),
      notes: [knownByText(t, nation, figure), ...(change === null ? [] : [nationChangeText(t, figure)])],
    };
  });
  const sentences = saidOf(nation, t);
  const chart = chartParts(
    barChart(
      {
        title: t.text('nation.chart.events'),
        line: (category, values) => t.text('reports.chart.line', { category, values }),
      },
      yield* mapInSteps(nation.regions, (region) => {
        const measure = measureOf(region, 'events');
        return { name: region.name, value: measure.value, label: numberText(t, measure) };
      }),
    ),
  );
  return [
    ...(sentences.length === 0 ? [] : [paragraphPart(sentences.join(' '))]),
    ...(large.length === 0 ? [] : [{ kind: 'key-figures' as const, figures: large }]),
    ...chart.flatMap((part) => [paragraphPart(receivedText(t, nation)), part]),
  ];
}

/** Says in sentences what is told of most, each of the regions that tell it. */
function saidOf({ figures: { events, participants }, budget: { total } }: Nation, t: Translator): readonly string[] {
  const opening = (figure: NationalFigure) => {
    const words = measureText(t, figure, figure.unit);
    return words.charAt(0).toLocaleUpperCase() + words.slice(1);
  };
  return [
    ...(events.value === null
      ? []
      : [
          t.text('nation.say.events', {
            count: events.value,
            events: opening(events),
            regions: events.regions.known.length,
          }),
        ]),
    ...(participants.value === null
      ? []
      : [
          t.text('nation.say.participants', {
            people: opening(participants),
            count: participants.value,
            regions: participants.regions.known.length,
          }),
        ]),
    ...(total.regions === 0 ? [] : [t.text('nation.say.budget', { mean: meanText(t, total), regions: total.regions })]),
  ];
}

function* figures({ nation, t, table }: Written): Stepwise<readonly Part[]> {
  const shown = FIGURE_IDS.filter(
    (id) => nation.figures[id].value !== null || nation.figures[id].regions.withheld.length > 0,
  );
  const header = [
    t.text('reports.column.figure'),
    t.text('reports.column.value'),
    t.text('reports.column.base'),
    t.text('reports.column.before'),
    t.text('reports.column.change'),
  ];
  const rows = yield* mapInSteps(shown, (id) => {
    const figure = nation.figures[id];
    return [
      figureName(t, id),
      figureText(t, figure),
      knownByText(t, nation, figure),
      previousText(t, nation, figure),
      nationChangeText(t, figure),
    ];
  });
  const silent = (yield* mapInSteps(shown, (id) => silentText(t, nation.figures[id]))).filter((one) => one !== null);
  return [...table(header, rows), ...titledParts(t.text('nation.base.silent'), listParts(silent))];
}

function* media({ nation: { media: count }, t, table }: Written): Stepwise<readonly Part[]> {
  if (count === null) return [];
  const rows = MEDIUMS.map((medium) => [t.text(mediumText(medium)), numberText(t, count[medium])]);
  const parts = table([t.text('nation.column.medium'), t.text('reports.column.number')], rows);
  return [...parts, paragraphPart(t.text('nation.media.launch'))];
}

function* budget({ nation, t, table }: Written): Stepwise<readonly Part[]> {
  const { total, own, external } = nation.budget;
  const rows = (
    [
      ['total', total],
      ['own', own],
      ['external', external],
    ] as const
  )
    .filter(([, { regions }]) => regions > 0)
    .map(([id, mean]) => [
      t.text(`nation.budget.${id}`),
      meanText(t, mean),
      t.text('nation.base.regions', { count: mean.regions }),
    ]);
  return table([t.text('reports.column.figure'), t.text('nation.column.mean'), t.text('reports.column.base')], rows);
}

function* opinions({ nation, t, table }: Written): Stepwise<readonly Part[]> {
  const base = ({ answered, regions }: Added<unknown>) =>
    paragraphPart(t.text('nation.base.answers', { answered, regions }));
  const ranking = (title: string, added: Added<NationRankedOption>): readonly Part[] =>
    added.lines.length === 0
      ? []
      : [
          subheadingPart(title),
          base(added),
          ...table(
            [
              t.text('reports.column.rank'),
              t.text('reports.column.opinion'),
              t.text('reports.column.points'),
              t.text('reports.column.mentions'),
            ],
            added.lines.map(({ option, rank, points, mentions }) => [
              rank === null ? EMPTY_CELL : t.number(rank),
              optionNamed(t, option),
              t.number(points),
              t.number(mentions),
            ]),
          ),
        ];
  const counts = (
    title: string,
    added: Added<{ readonly count: number }>,
    names: readonly string[],
  ): readonly Part[] =>
    added.lines.length === 0
      ? []
      : [
          subheadingPart(title),
          base(added),
          ...table(
            [t.text('reports.column.answer'), t.text('reports.column.number')],
            added.lines.map(({ count }, index) => [names[index] ?? '', t.number(count)]),
          ),
        ];
  const names = ({ lines }: Nation['audience']) => lines.map(({ option }) => optionNamed(t, option));
  return [
    ...ranking(t.text('nation.reasons'), nation.reasons),
    ...ranking(t.text('nation.defects'), nation.defects),
    ...counts(t.text('nation.comingBack'), nation.comingBack, names(nation.comingBack)),
    ...counts(t.text('nation.audience'), nation.audience, names(nation.audience)),
    ...nation.scales.flatMap((scale) =>
      counts(
        statementNamed(t, scale.statement),
        scale,
        scale.lines.map(({ level }) => optionNamed(t, level)),
      ),
    ),
  ];
}

function* beside({ nation, t, table }: Written): Stepwise<readonly Part[]> {
  return table(
    [t.text('nation.column.region'), ...BESIDE.map((id) => figureName(t, id))],
    yield* mapInSteps(nation.regions, (region) => [
      region.name,
      ...BESIDE.map((id) => {
        const figure = region.figures.get(id);
        if (figure === undefined) return EMPTY_CELL;
        const measure = measureOf(region, id);
        // The header says what is counted; only a sum of money needs its unit.
        return figure.unit === 'euros' ? measureText(t, measure, figure.unit) : numberText(t, measure);
      }),
    ]),
  );
}

function* ideas({ nation }: Written): Stepwise<readonly Part[]> {
  return nation.regions.flatMap(({ name, ideas: words }) =>
    words === null ? [] : [subheadingPart(name), paragraphPart(words)],
  );
}

/** Lists events and media that two regions may share, with what is decided of them and what isn't. */
function* decisions({ nation, t, table }: Written): Stepwise<readonly Part[]> {
  return table(
    [
      t.text('nation.column.key'),
      t.text('nation.column.what'),
      t.text('nation.column.regions'),
      t.text('nation.column.same'),
    ],
    yield* mapInSteps(nation.pairs, ({ key, what, regions: both, is }) => [
      ...[key, what, t.list(both), t.text(`nation.pair.${is}`)],
    ]),
  );
}

function* regions({ nation, t, table }: Written): Stepwise<readonly Part[]> {
  const { regions: all, replaced } = nation;
  const parts = table(
    [
      t.text('nation.column.region'),
      t.text('nation.column.version'),
      t.text('nation.column.madeAt'),
      t.text('nation.column.fingerprint'),
      t.text('nation.column.file'),
    ],
    yield* mapInSteps(all, ({ name, version, madeAt, thumbprint, file }) => [
      name,
      version === null ? EMPTY_CELL : String(version),
      madeAt === null ? EMPTY_CELL : t.date(new Date(madeAt)),
      thumbprint ?? t.text('nation.table'),
      file,
    ]),
  );
  const found = all.flatMap(({ name, findings }) => findings.map((one) => ({ name, ...one })));
  const own = yield* mapInSteps(found, ({ name, text, note }) =>
    t.text('nation.ofRegion', {
      region: name,
      text: note === null ? text : t.text('reports.annex.treated', { finding: text, note }),
    }),
  );
  return [
    ...parts,
    ...listParts(replaced.map(({ name, version, by }) => t.text('nation.replaced', { name, version, by }))),
    ...titledParts(t.text('nation.ownFindings'), listParts(own)),
  ];
}
