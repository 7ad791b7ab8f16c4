import { fold, skeleton } from '../../../reading/index.ts';
import { type Figure, type FigureId, type FigureUnit, isShare } from '../../figures/figure.ts';
import { exactMeasure, type Measure, NOT_APPLICABLE, type Precision, UNKNOWN } from '../../figures/measures.ts';
import { splitBudget } from '../../figures/own-money.ts';
import { MEDIUMS, type Medium } from '../../surveys/questions/options.ts';
import type { BilanFile } from './bilan-file.ts';
import type { ToldMeasure } from './combine.ts';

export type MeasureByMedium = Readonly<Record<Medium, ToldMeasure>>;

/** A figure as a region tells it; what it doesn't tell is unknown. */
export interface RegionFigure {
  readonly id: FigureId;
  readonly unit: FigureUnit;
  readonly measure: ToldMeasure;
  readonly of: number | null;
  readonly base: Figure['base'];
  readonly parts: Figure['parts'];
  readonly toConfirm: number | null;
  readonly withheld: Figure['withheld'];
  readonly previous: ToldMeasure;
}

export interface RegionMediaItem {
  readonly outlet: string;
  readonly medium: Medium;
  readonly publishedOn: string | null;
  readonly link: string | null;
  /** Its title, where it is in the press review. */
  readonly press?: { readonly title: string } | undefined;
}

export interface RegionEvent {
  readonly id: string;
  readonly title: string;
  readonly days: readonly string[];
  readonly department: string | null;
}

export type Ranking = BilanFile['details']['reasons'];
export type RegionChoices = BilanFile['details']['audience'];
export type Scale = BilanFile['details']['scales'][number];

/** The part of one region that the nation counts, whichever way it came. */
export interface RegionReport {
  /** The name of the file it came in. */
  readonly file: string;
  /** Regions are known by their name, however it is written. */
  readonly key: string;
  readonly name: string;
  readonly chamber: string;
  readonly departments: readonly string[];
  readonly edition: { readonly year: number; readonly firstDay: string | null; readonly lastDay: string | null };
  /** Null for a line of a table, which has no versions. */
  readonly version: number | null;
  readonly madeAt: string | null;
  /** The thumbprint of the key that signed it; null for a line of a table. */
  readonly thumbprint: string | null;
  readonly figures: ReadonlyMap<FigureId, RegionFigure>;
  readonly media: {
    /** Null where only numbers are known. */
    readonly items: readonly RegionMediaItem[] | null;
    /** Null where not even those are. */
    readonly count: MeasureByMedium | null;
  };
  readonly events: readonly RegionEvent[] | null;
  /** Each is null where the region doesn't tell it. */
  readonly budget: { readonly own: ToldMeasure | null; readonly external: ToldMeasure | null };
  readonly reasons: Ranking | null;
  readonly defects: Ranking | null;
  readonly audience: RegionChoices | null;
  readonly comingBack: RegionChoices | null;
  readonly scales: readonly Scale[];
  readonly answersCountedOn: string | null;
  readonly claims: readonly { readonly figure: string; readonly wording: string }[];
  /** The findings of the region's own check, with its notes. */
  readonly findings: readonly { readonly text: string; readonly note: string | null }[];
  readonly ideas: string | null;
  /** The file itself, for what is worked out once more; null for a line of a table. */
  readonly bilan: BilanFile | null;
}

/** Returns a key that is the same for names that look the same, whatever script their letters are of. */
export function regionKey(name: string): string {
  return fold(skeleton(name))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/**
 * Returns the whole of a share; null where the figure is no share, or is more than that. Files of earlier versions may say either, since
 * anything could be entered then.
 */
function wholeOf(id: FigureId, { value }: Measure, of: number | null): number | null {
  return of === null || !isShare(id) || (value ?? 0) > of ? null : of;
}

/** Returns what is known of each kind of medium. */
export function byMedium<T>(of: (medium: Medium) => T): Readonly<Record<Medium, T>> {
  return Object.fromEntries(MEDIUMS.map((medium) => [medium, of(medium)])) as Record<Medium, T>;
}

/** Returns how many items of one kind of medium a region's bilan tells: no more surely than how many it tells in all. */
function ofKind(count: number, told: Precision = 'unknown'): Measure {
  if (told === 'exact') return exactMeasure(count);
  if (count > 0 || told === 'at_least') return { value: count, precision: 'at_least' };
  return told === 'not_applicable' ? NOT_APPLICABLE : UNKNOWN;
}

/** Returns a region's bilan as the nation counts it. */
export function regionOfBilan(bilan: BilanFile, file: string, thumbprint: string): RegionReport {
  const { region, edition, details, texts } = bilan;
  // A region's last edition may be of an earlier year: it isn't the nation's. Older files were only of the year before.
  const last = bilan.previousEditions?.at(-1)?.year;
  const skipped = last !== undefined && last !== edition.year - 1;
  const figures = new Map(
    Object.values(details.figures).flatMap((figure) => {
      if (figure === undefined) return [];
      const { value, precision, of, previous: before, ...rest } = figure;
      const previous = skipped ? NOT_APPLICABLE : before;
      const id = figure.id as FigureId;
      const measure = { value, precision };
      return [[id, { ...rest, id, measure, of: wholeOf(id, measure, of), previous } satisfies RegionFigure] as const];
    }),
  );
  const split = splitBudget(bilan.budgetLines ?? [], region.chamber);
  return {
    file,
    key: regionKey(region.name),
    name: region.name,
    chamber: region.chamber,
    departments: region.departments,
    edition,
    version: bilan.version,
    madeAt: bilan.madeAt,
    thumbprint,
    figures,
    media: {
      items: details.media.byOrganisation.flatMap(({ items }) => items),
      count: byMedium((medium) => ofKind(details.media.count[medium], details.figures.mediaMentions?.precision)),
    },
    events: bilan.events ?? null,
    budget: { own: split && exactMeasure(split.own), external: split && exactMeasure(split.external) },
    reasons: details.reasons,
    defects: details.defects,
    audience: details.audience,
    comingBack: details.comingBack,
    scales: details.scales,
    answersCountedOn: details.answersCountedOn,
    claims: details.claims,
    findings: bilan.findings.map(({ text, note }) => ({ text, note })),
    ideas: texts['chapter:ideas'] ?? null,
    bilan,
  };
}
