import { mapInSteps, type Stepwise } from '../../../concurrency/turns.ts';
import { type FigureId, isFigureId } from '../../figures/figure.ts';
import { type CountByMedium, mediaTotal } from '../../reports/aggregates/media.ts';
import { sumFinding } from '../../reports/findings/findings.ts';
import { speaksOfAll } from '../../reports/findings/totality.ts';
import { mediaItemKey, mentionKey } from '../../surveys/questions/coverage.ts';
import { MEDIUMS } from '../../surveys/questions/options.ts';
import { grouped } from './grouped.ts';
import type { RegionReport } from './region.ts';
import type { Nation } from './roll-up.ts';
import { measureOf } from './roll-up.ts';
import type { Published } from './tables.ts';

/** Something that a reader of the nation's bilan must be told, or somebody has to correct or decide. */
export interface NationFinding {
  readonly kind:
    | 'sum-mismatch'
    | 'media-sum'
    | 'media-list'
    | 'claim-differs'
    | 'event-list'
    | 'points-rank'
    | 'coverage-counted-twice'
    | 'launch-added'
    | 'event-shared'
    | 'event-asked'
    | 'media-shared'
    | 'media-asked'
    | 'department-twice'
    | 'date-before-event'
    | 'lower-bound-as-base'
    | 'bound-as-exact'
    | 'claim-beyond-respondents'
    | 'claim-beyond-regions'
    | 'base-not-published'
    | 'previous-not-applicable'
    | 'previous-skipped'
    | 'previous-published'
    | 'published-sum'
    | 'published-differs';
  /** The region it is about; null for the nation. */
  readonly region: string | null;
  readonly figures: readonly FigureId[];
  readonly values: Readonly<Record<string, string | number>>;
}

type Values = NationFinding['values'];

function finding(
  kind: NationFinding['kind'],
  region: string | null,
  figures: readonly FigureId[] = [],
  values: Values = {},
): NationFinding {
  return { kind, region, figures, values };
}

/** Finds what doesn't add up, is counted twice, has no sound base or claims too much: in each region, and across them. */
export function* checkNation(nation: Nation, published: readonly Published[]): Stepwise<readonly NationFinding[]> {
  const ofRegions: NationFinding[] = [];
  for (const region of nation.regions) {
    ofRegions.push(
      ...budget(region),
      ...(yield* mediaSums(region)),
      ...ownClaims(region),
      ...launchCountedTwice(region),
      ...dates(region),
      ...launchBase(region),
      ...sentences(region),
    );
    yield;
  }
  const ofPublished = yield* mapInSteps(published, (one) => publishedFindings(one, nation));
  return [
    ...ofRegions,
    ...pairs(nation),
    ...departments(nation),
    ...bases(nation),
    ...previous(nation),
    ...ofPublished.flat(),
  ];
}

function budget(region: RegionReport): readonly NationFinding[] {
  const { own, external } = region.budget;
  const { value } = measureOf(region, 'budget');
  // Of what is only about so much no sum is wrong.
  if (value === null || own?.precision !== 'exact' || external?.precision !== 'exact') return [];
  const found = sumFinding('budget', value, [own.value ?? 0, external.value ?? 0]);
  return found ? [finding('sum-mismatch', region.name, ['budget'], found.values)] : [];
}

/** Compares a region's total of media with its own counts, and these with its items, each of which counts once. */
function* mediaSums(region: RegionReport): Stepwise<readonly NationFinding[]> {
  const { count, items } = region.media;
  const { value } = measureOf(region, 'mediaMentions');
  if (count === null || value === null) return [];
  const counts = MEDIUMS.map((medium) => count[medium]);
  // What a table tells by kind may be about so much; what is listed one by one can be counted.
  if (items === null && counts.some(({ precision }) => precision !== 'exact')) return [];
  const numbers = counts.map((one) => one.value ?? 0);
  const found = sumFinding('media', value, numbers);
  const counted = numbers.reduce((all, one) => all + one, 0);
  // In files of older versions, articles of one outlet and day without a link count as one, whatever their titles.
  const sizes: number[] = [];
  for (const keyOf of items === null ? [] : [mentionKey, mediaItemKey])
    sizes.push(new Set(yield* mapInSteps(items ?? [], keyOf)).size);
  const [listed] = sizes;
  return [
    ...(found ? [finding('media-sum', region.name, ['mediaMentions'], found.values)] : []),
    ...(listed === undefined || sizes.includes(counted)
      ? []
      : [finding('media-list', region.name, ['mediaMentions'], { listed, counted })]),
  ];
}

/** Compares what a region's file claims with what follows from the rest of it. */
function ownClaims({ bilan, name, events }: RegionReport): readonly NationFinding[] {
  if (bilan === null) return [];
  const { regional, details } = bilan;
  const differing = Object.entries(regional).flatMap(([id, { value, of }]) => {
    if (!isFigureId(id)) return [];
    const figure = details.figures[id];
    if (figure === undefined) return [];
    return [
      ...(figure.value === value ? [] : [{ id, claimed: value ?? '?', found: figure.value ?? '?' }]),
      // A share that isn't known is of nobody.
      ...(of === undefined || of === (figure.of ?? 0) ? [] : [{ id, claimed: of, found: figure.of ?? '?' }]),
    ];
  });
  const counted = details.figures.events?.value ?? null;
  const byDepartment = details.byDepartment.reduce((sum, { events: some }) => sum + some, 0);
  const listed = events?.length ?? null;
  const rankings = [details.reasons, details.defects].filter(({ options }) => {
    const scores = [...new Set(options.map(({ points }) => points))].sort((a, b) => b - a);
    return options.some(({ rank, points }) => rank !== (points === 0 ? null : scores.indexOf(points) + 1));
  });
  return [
    ...differing.map(({ id, claimed, found }) => finding('claim-differs', name, [id], { claimed, found })),
    ...(counted === null
      ? []
      : [byDepartment, listed]
          .filter((some) => some !== null && some !== counted)
          .map((some) => finding('event-list', name, ['events'], { listed: some ?? 0, counted }))),
    ...(rankings.length > 0 ? [finding('points-rank', name)] : []),
  ];
}

/** Finds organisations whose media seem to hold all of the launch's: who adds both counts those twice. */
function launchCountedTwice(region: RegionReport): readonly NationFinding[] {
  const launch = launchOf((id) => measureOf(region, id).value);
  if (mediaTotal(launch) === 0) return [];
  const holding = (region.bilan?.details.media.byOrganisation ?? []).filter(({ count }) =>
    MEDIUMS.every((medium) => count[medium] >= launch[medium]),
  );
  if (holding.length === 0) return [];
  const values = { organisation: holding.map(({ name }) => name).join(', '), launch: mediaTotal(launch) };
  return [finding('coverage-counted-twice', region.name, ['mediaMentions'], values)];
}

function launchOf(value: (id: FigureId) => number | null): CountByMedium {
  return {
    press: value('launchCoveragePress') ?? 0,
    radio: value('launchCoverageRadio') ?? 0,
    tv: value('launchCoverageTv') ?? 0,
    web: value('launchCoverageWeb') ?? 0,
  };
}

function dates({ name, answersCountedOn: day, edition: { lastDay }, bilan }: RegionReport): readonly NationFinding[] {
  if (day === null || lastDay === null || day > lastDay) return [];
  // The day on which a survey was closed is no mistake. Only the region knows whether its day was stated instead; its check finds that.
  if (bilan?.findings.every(({ id }) => id !== 'date-before-event')) return [];
  return [finding('date-before-event', name, ['questionnairesAnswered'], { day, lastDay })];
}

function launchBase(region: RegionReport): readonly NationFinding[] {
  const answered = measureOf(region, 'launchQuestionnairesAnswered');
  const there = measureOf(region, 'launchAttendance');
  if (answered.value === null || there.value === null || there.precision === 'exact') return [];
  // A number that was entered for the questionnaires themselves is another base.
  const of = region.figures.get('launchQuestionnairesAnswered')?.of ?? null;
  if (of !== null && of !== there.value) return [];
  const values = { answered: answered.value, of: there.value };
  return [finding('lower-bound-as-base', region.name, ['launchQuestionnairesAnswered', 'launchAttendance'], values)];
}

/** Finds sentences about all of them where not all answered. */
function sentences({ name, claims, figures }: RegionReport): readonly NationFinding[] {
  return claims.flatMap(({ figure, wording }) => {
    const base = isFigureId(figure) ? figures.get(figure)?.base : null;
    if (!isFigureId(figure) || !base || base.answered >= base.asked || !speaksOfAll(wording)) return [];
    return [finding('claim-beyond-respondents', name, [figure], { wording, ...base })];
  });
}

function pairs({ pairs: all }: Nation): readonly NationFinding[] {
  return all
    .filter(({ is }) => is !== 'different')
    .map(({ key, kind, what, regions: [one = '', other = ''], is }) =>
      finding(`${kind}-${is === 'asked' ? 'asked' : 'shared'}`, null, [], { key, what, one, other }),
    );
}

function departments({ regions }: Nation): readonly NationFinding[] {
  return [...grouped(regions, ({ departments: codes }) => [...new Set(codes)])].flatMap(([code, of]) =>
    of.length < 2
      ? []
      : [finding('department-twice', null, [], { department: code, regions: of.map(({ name }) => name).join(', ') })],
  );
}

function bases({ figures }: Nation): readonly NationFinding[] {
  const partial = [figures.participants, figures.eventsWithOfficials].filter(
    ({ base }) => base !== null && base.answered < base.asked,
  );
  return partial.map(({ id, base }) =>
    finding('base-not-published', null, [id], { answered: base?.answered ?? 0, asked: base?.asked ?? 0 }),
  );
}

/** Returns whether no region tells of the year before, so that nothing can be compared, and nothing is zero. */
function isAlone({ regions }: Nation): boolean {
  const none = ({ figures }: RegionReport) =>
    [...figures.values()].every(({ previous: { precision } }) => precision === 'not_applicable');
  return regions.length > 0 && regions.every(none);
}

/** Returns whether no region had an edition before: not one of an earlier year, either. */
function isFirst(nation: Nation): boolean {
  return isAlone(nation) && nation.regions.every(({ bilan }) => (bilan?.previousEditions ?? []).length === 0);
}

function previous(nation: Nation): readonly NationFinding[] {
  if (!isAlone(nation)) return [];
  if (isFirst(nation)) return [finding('previous-not-applicable', null)];
  return [finding('previous-skipped', null, [], { year: nation.year === null ? '?' : String(nation.year - 1) })];
}

/** Compares what is published with its own parts, and with what the regions' files make. */
function publishedFindings(one: Published, nation: Nation): readonly NationFinding[] {
  const { figure: id, value, parts, wording, countedOn } = one;
  const known = isFigureId(id) ? nation.figures[id] : null;
  const ids = known ? [known.id] : [];
  const about = { figure: id };
  const sum = value.value === null || parts.length === 0 ? null : sumFinding(id, value.value, parts);
  const lastDay =
    nation.regions
      .map(({ edition }) => edition.lastDay ?? '')
      .sort()
      .at(-1) ?? '';
  const shown = known?.id === 'budget' ? nation.budget.total.mean : known?.value;
  const differs = value.value !== null && known && shown !== value.value;
  const launch = mediaTotal(launchOf((each) => nation.figures[each].value));
  const added = known?.id === 'mediaMentions' && launch > 0 && value.value === (known.value ?? 0) + launch;
  const missing = nation.missing?.length ?? 0;
  const { base } = known ?? { base: null };
  const beyond = wording !== null && speaksOfAll(wording);
  return [
    ...(sum ? [finding('published-sum', null, ids, { ...about, ...sum.values })] : []),
    ...(added ? [finding('launch-added', null, ids, { ...about, launch })] : []),
    ...(differs && !added
      ? [finding('published-differs', null, ids, { ...about, published: value.value ?? 0, found: shown ?? '?' })]
      : []),
    ...(known && value.value !== null && value.precision === 'exact' && known.precision === 'at_least'
      ? [finding('bound-as-exact', null, ids, { ...about, published: value.value })]
      : []),
    ...(countedOn !== null && countedOn <= lastDay
      ? [finding('date-before-event', null, ids, { day: countedOn, lastDay })]
      : []),
    ...(beyond && base && base.answered < base.asked
      ? [finding('claim-beyond-respondents', null, ids, { wording: wording ?? '', ...base })]
      : []),
    ...(beyond && missing > 0 ? [finding('claim-beyond-regions', null, ids, { wording: wording ?? '', missing })] : []),
    ...(one.previous.value !== null && isFirst(nation)
      ? [finding('previous-published', null, ids, { ...about, value: one.previous.value })]
      : []),
  ];
}
