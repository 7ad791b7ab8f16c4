import { isTextKey, textIn } from '../../../texts/index.ts';
import type { Figure, FigureId, Withheld } from '../../figures/figure.ts';
import type { Measure } from '../../figures/measures.ts';
import { MEDIUMS, type Medium, type OptionId } from '../../surveys/questions/options.ts';
import type { ReportFigures } from './aggregate.ts';
import type { RankedOption } from './borda.ts';
import type { MediaSummary, OrganisationCoverage } from './media.ts';

/** A value. `precision` is set only when it isn't exact, `withheld` only when it isn't told. */
interface Value {
  readonly value: number | null;
  readonly withheld?: Withheld;
  readonly precision?: Exclude<Measure['precision'], 'exact'>;
}

interface ValueWithPrevious extends Value {
  /** Null when it isn't known or there was no edition before; `details` tells which. */
  readonly previous: number | null;
}

interface ShareValue extends Value {
  readonly of: number;
  /** The sentence published about it. */
  readonly published?: string;
}

interface RankedLine {
  readonly rank: number;
  readonly option: OptionId;
  readonly fr: string;
}

type CoverageByMedium = { readonly [M in Medium]?: number };

/** A region's bilan as exchanged with the national level. The key names are a contract: don't rename them. */
export interface RegionalFigures {
  readonly questionnairesSent: Value;
  readonly questionnairesAnswered: Value & { readonly asOf?: string; readonly asOfProbably?: string };
  readonly respondingOrganisations: Value;
  readonly events: ValueWithPrevious;
  readonly programmesPrinted: ValueWithPrevious;
  readonly posters: ValueWithPrevious;
  readonly pageViews: ValueWithPrevious;
  readonly participants: ValueWithPrevious;
  readonly eventsWithOfficials: ValueWithPrevious;
  readonly organisationsMobilisingPress: ShareValue;
  readonly organisationsWithCoverage: ShareValue;
  readonly organisationsDistributingProgrammeAndPoster: ShareValue & { readonly mainWay?: string };
  readonly organisationsLinkingToSite: ShareValue & { readonly who: readonly string[] };
  readonly organisationsUsingLogo: ShareValue;
  /** `toConfirm` counts those of `of` who don't know yet; absent when there are none. */
  readonly organisationsComingBack: ShareValue & { readonly toConfirm?: number };
  readonly coverage: readonly (CoverageByMedium & { readonly organisation: string; readonly tvProgramme?: string })[];
  readonly interestsRanked: readonly RankedLine[];
  readonly defectsRanked: readonly RankedLine[];
  /** Null when nothing is known of a launch. */
  readonly pressConference: {
    readonly attendance: ValueWithPrevious;
    readonly questionnairesAnswered: Value & { readonly of?: number };
    readonly coverage: CoverageByMedium;
  } | null;
}

export function regionalFigures(report: ReportFigures): RegionalFigures {
  const { figures } = report;
  const { answersCountedOn, answersProbablyCountedOn, distribution } = report;
  const { toConfirm } = figures.organisationsComingBack;
  const share = (id: FigureId): ShareValue => {
    const claim = report.claims.find(({ figure }) => figure === id);
    const of = figures[id].of ?? 0;
    return { ...value(figures[id]), of, ...(claim && { published: claim.wording }) };
  };
  return {
    questionnairesSent: value(figures.questionnairesSent),
    questionnairesAnswered: {
      ...value(figures.questionnairesAnswered),
      ...(answersCountedOn !== null && { asOf: answersCountedOn }),
      ...(answersProbablyCountedOn !== null && { asOfProbably: answersProbablyCountedOn }),
    },
    respondingOrganisations: value(figures.respondingOrganisations),
    events: withPrevious(figures.events),
    programmesPrinted: withPrevious(figures.programmesPrinted),
    posters: withPrevious(figures.posters),
    pageViews: withPrevious(figures.pageViews),
    participants: withPrevious(figures.participants),
    eventsWithOfficials: withPrevious(figures.eventsWithOfficials),
    organisationsMobilisingPress: share('organisationsMobilisingPress'),
    organisationsWithCoverage: share('organisationsWithCoverage'),
    organisationsDistributingProgrammeAndPoster: {
      ...share('organisationsDistributingProgrammeAndPoster'),
      ...(distribution.main.length > 0 && { mainWay: waysInEnglish(distribution.main) }),
    },
    organisationsLinkingToSite: { ...share('organisationsLinkingToSite'), who: report.linkingOrganisations },
    organisationsUsingLogo: share('organisationsUsingLogo'),
    organisationsComingBack: {
      ...share('organisationsComingBack'),
      ...(toConfirm !== null && toConfirm > 0 && { toConfirm }),
    },
    coverage: report.media.byOrganisation.map(coverageLine),
    interestsRanked: report.reasons.options.flatMap(rankedLine),
    defectsRanked: report.defects.options.flatMap(rankedLine),
    pressConference: pressConference(report),
  };
}

function value({ value, precision, withheld }: Figure): Value {
  return { value, ...(precision !== 'exact' && { precision }), ...(withheld !== null && { withheld }) };
}

function withPrevious(figure: Figure): ValueWithPrevious {
  return { ...value(figure), previous: figure.previous.value };
}

function rankedLine({ rank, option }: RankedOption): readonly RankedLine[] {
  return rank === null ? [] : [{ rank, option, fr: exchangedWording(option) }];
}

/** Returns the words by which the nation has known an option since 2008, where the bilan's own have changed. */
function exchangedWording(option: OptionId): string {
  const exchanged = `surveys.exchanged.${option}`;
  return textIn('fr', isTextKey(exchanged) ? exchanged : `surveys.report.${option}`, {}, 'typed');
}

/** The exchanged file is in English, whoever reads it, except for the wordings marked as French. */
function waysInEnglish(ways: readonly OptionId[]): string {
  return ways.map((way) => textIn('en', `surveys.report.${way}`, {}, 'typed')).join(', ');
}

function coverageLine({ name, count, items }: OrganisationCoverage) {
  const programmes = items.filter(({ medium }) => medium === 'tv').map(({ outlet }) => outlet);
  return {
    organisation: name,
    ...someOf(count),
    ...(programmes.length > 0 && { tvProgramme: programmes.join(', ') }),
  };
}

/** Keeps only the mediums with items. */
function someOf(count: MediaSummary['count']): CoverageByMedium {
  return Object.fromEntries(MEDIUMS.filter((medium) => count[medium] > 0).map((medium) => [medium, count[medium]]));
}

function pressConference({ figures }: ReportFigures): RegionalFigures['pressConference'] {
  const { launchAttendance, launchQuestionnairesAnswered } = figures;
  const coverage = launchCoverage(figures);
  const known = [launchAttendance, launchQuestionnairesAnswered].some((figure) => figure.value !== null);
  if (!known && Object.keys(someOf(coverage)).length === 0) return null;
  const { of } = launchQuestionnairesAnswered;
  return {
    attendance: withPrevious(launchAttendance),
    questionnairesAnswered: { ...value(launchQuestionnairesAnswered), ...(of !== null && { of }) },
    coverage: someOf(coverage),
  };
}

/** Returns media items about the launch, whether entered or marked. Unknown counts as none here. */
export function launchCoverage(figures: ReportFigures['figures']): MediaSummary['count'] {
  return {
    press: figures.launchCoveragePress.value ?? 0,
    radio: figures.launchCoverageRadio.value ?? 0,
    tv: figures.launchCoverageTv.value ?? 0,
    web: figures.launchCoverageWeb.value ?? 0,
  };
}
