import { type Measure, precisionOfChange, type SumParts } from './measures.ts';

/** The source that a figure is computed from. */
export type FigureSource = 'events' | 'event_sheets' | 'organisation_sheets' | 'media' | 'entered';

export type FigureUnit =
  | 'questionnaires'
  | 'organisations'
  | 'events'
  | 'people'
  | 'copies'
  | 'views'
  | 'mentions'
  | 'euros';

/** Every figure of a region's bilan in the order of the bilan, with its unit and its source. */
const DEFINITIONS = {
  questionnairesSent: ['questionnaires', 'event_sheets'],
  questionnairesAnswered: ['questionnaires', 'event_sheets'],
  respondingOrganisations: ['organisations', 'organisation_sheets'],
  events: ['events', 'events'],
  coOrganisedEvents: ['events', 'events'],
  cancelledEvents: ['events', 'events'],
  postponedEvents: ['events', 'events'],
  programmesPrinted: ['copies', 'entered'],
  posters: ['copies', 'entered'],
  pageViews: ['views', 'entered'],
  participants: ['people', 'event_sheets'],
  eventsWithOfficials: ['events', 'event_sheets'],
  organisationsMobilisingPress: ['organisations', 'organisation_sheets'],
  organisationsWithCoverage: ['organisations', 'organisation_sheets'],
  mediaMentions: ['mentions', 'media'],
  organisationsDistributingProgrammeAndPoster: ['organisations', 'organisation_sheets'],
  organisationsLinkingToSite: ['organisations', 'organisation_sheets'],
  organisationsUsingLogo: ['organisations', 'organisation_sheets'],
  organisationsRelaying: ['organisations', 'organisation_sheets'],
  peopleReachedByRelay: ['people', 'organisation_sheets'],
  organisationsMakingContacts: ['organisations', 'organisation_sheets'],
  organisationsComingBack: ['organisations', 'organisation_sheets'],
  launchAttendance: ['people', 'entered'],
  launchQuestionnairesAnswered: ['questionnaires', 'entered'],
  launchCoveragePress: ['mentions', 'entered'],
  launchCoverageRadio: ['mentions', 'entered'],
  launchCoverageTv: ['mentions', 'entered'],
  launchCoverageWeb: ['mentions', 'entered'],
  budget: ['euros', 'entered'],
} as const satisfies Readonly<Record<string, readonly [FigureUnit, FigureSource]>>;

export type FigureId = keyof typeof DEFINITIONS;

export const FIGURE_IDS = Object.keys(DEFINITIONS).filter(isFigureId);

export function isFigureId(id: string): id is FigureId {
  return Object.hasOwn(DEFINITIONS, id);
}

/** A figure that nobody is asked about: a coordinator enters it. */
export type EnteredFigureId = {
  [Id in FigureId]: (typeof DEFINITIONS)[Id][1] extends 'entered' ? Id : never;
}[FigureId];

export const ENTERED_FIGURE_IDS = FIGURE_IDS.filter(isEnteredFigureId);

export function isEnteredFigureId(id: string): id is EnteredFigureId {
  return isFigureId(id) && DEFINITIONS[id][1] === 'entered';
}

export function unitOf(id: FigureId): FigureUnit {
  return DEFINITIONS[id][0];
}

export function sourceOf(id: FigureId): FigureSource {
  return DEFINITIONS[id][1];
}

/** Figures that are a share: of them alone "3 sur 40" can be said. */
const SHARES: ReadonlySet<FigureId> = new Set<FigureId>([
  'questionnairesAnswered',
  'respondingOrganisations',
  'coOrganisedEvents',
  'cancelledEvents',
  'postponedEvents',
  'eventsWithOfficials',
  'organisationsMobilisingPress',
  'organisationsWithCoverage',
  'organisationsDistributingProgrammeAndPoster',
  'organisationsLinkingToSite',
  'organisationsUsingLogo',
  'organisationsRelaying',
  'organisationsMakingContacts',
  'organisationsComingBack',
  'launchQuestionnairesAnswered',
]);

export function isShare(id: string): boolean {
  return isFigureId(id) && SHARES.has(id);
}

/** Why a figure is withheld: too few answers, or a survey that isn't closed. */
export type Withheld = 'few' | 'open';

/** A figure with all that is needed to read it correctly. */
export interface Figure extends Measure {
  readonly id: FigureId;
  readonly unit: FigureUnit;
  readonly source: FigureSource;
  /** The total of a share, "3 sur 7"; null when the figure isn't a share. */
  readonly of: number | null;
  /** The number of answers to the question behind the figure, and of those asked; null when nobody is asked. */
  readonly base: { readonly answered: number; readonly asked: number } | null;
  /** The parts that the figure adds up; null when it isn't a sum of answers. */
  readonly parts: SumParts | null;
  /**
   * For the share of organisations that come back, how many of `of` answered "à confirmer", which isn't a "no"; null
   * for other figures.
   */
  readonly toConfirm: number | null;
  /** Why it is withheld although something is known; null when it is told, or nothing is known. */
  readonly withheld: Withheld | null;
  readonly previous: Measure;
  /** `value` minus the previous value; null when either isn't known, or the figure counts among respondents alone. */
  readonly change: number | null;
}

/**
 * Returns `value` minus the value of the edition before. Of a share of those who answered a question none follows: more
 * or fewer may have answered then.
 */
export function changeSince(
  { value, of, base }: Pick<Figure, 'value' | 'of' | 'base'>,
  before: Pick<Measure, 'value'>,
): number | null {
  if (value === null || before.value === null || isShareOfAnswers({ of, base })) return null;
  return value - before.value;
}

/** Returns how sure the figure's change is; null where nothing follows from it and that of the edition before. */
export function changePrecision({ change, precision, previous }: Pick<Figure, 'change' | 'precision' | 'previous'>) {
  return change === null ? null : precisionOfChange(change, precision, previous.precision);
}

/** Returns whether a figure counts among those who answered its question, as "3 sur 7" does. */
export function isShareOfAnswers({ of, base }: Pick<Figure, 'of' | 'base'>): boolean {
  return of !== null && base !== null;
}
