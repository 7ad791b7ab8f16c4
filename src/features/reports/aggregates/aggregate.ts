import { atOnce, type Stepwise } from '../../../concurrency/turns.ts';
import type { Withheld } from '../../figures/figure.ts';
import { isReceived } from '../../surveys/questionnaires/rules.ts';
import { type Answers, choiceOf } from '../../surveys/questions/answers.ts';
import { type QuestionId, questionOf } from '../../surveys/questions/catalogue.ts';
import { LEVELS, type Level, type OptionId, STATEMENT_IDS, type StatementId } from '../../surveys/questions/options.ts';
import { levelIn } from '../../surveys/questions/scales.ts';
import { type AggregatedRanking, aggregateRanking } from './borda.ts';
import { computing, type Figures } from './compute-figures.ts';
import type { Coordination } from './coordination.ts';
import {
  type CountedEvent,
  countAccess,
  countEvents,
  countedEvents,
  type EventAccess,
  type EventCount,
  type EventGroup,
  eventsByDepartment,
  eventsByTheme,
  eventsByWeek,
  type WeekCount,
} from './events.ts';
import type { Claim, EditionFacts } from './facts.ts';
import { type IntendedAudience, intendedAudience } from './intended-audience.ts';
import { type MediaSummary, summariseMedia } from './media.ts';
import { type DepartmentOpinions, opinionsByDepartment } from './opinions-by-department.ts';
import { countByOption, type Share, shareOf } from './shares.ts';

/** All numbers of the bilan. */
export interface ReportFigures {
  readonly year: number;
  readonly figures: Figures;
  readonly reasons: AggregatedRanking;
  readonly defects: AggregatedRanking;
  readonly scales: readonly ScaleResult[];
  readonly distribution: ChoiceResult & { readonly main: readonly OptionId[] };
  readonly audience: ChoiceResult;
  readonly comingBack: ChoiceResult;
  /** Why organisations have no event, of how many that were asked. */
  readonly whyAbsent: ChoiceResult & { readonly asked: number };
  readonly media: MediaSummary;
  readonly departmentOpinions: DepartmentOpinions;
  readonly byDepartment: readonly EventGroup[];
  readonly byTheme: readonly EventCount[];
  /**
   * The events open on each day. An event of several days counts on each of them, so these don't add up to the total.
   */
  readonly byDay: readonly EventCount[];
  /** Names of the organisations whose site links to the chamber's. */
  readonly linkingOrganisations: readonly string[];
  /** Names of the organisations that answered; empty where naming them would reveal what each of them thinks. */
  readonly respondents: readonly string[];
  /** The number of organisations that answered, where they aren't named; otherwise zero. */
  readonly unnamedRespondents: number;
  /** Organisations that were asked and didn't answer. */
  readonly nonRespondents: readonly string[];
  /** The day the answers were counted on, as the bilan states it. */
  readonly answersCountedOn: string | null;
  /** The same day in the first year that makes it possible; null when the stated day is possible, or none is yet. */
  readonly answersProbablyCountedOn: string | null;
  readonly claims: readonly Claim[];
  /** Counts of what the events' announcements say; absent from versions made before it was counted. */
  readonly access?: EventAccess;
  /** The intended audience of events beside those who came; absent from versions made before it was counted. */
  readonly intendedAudience?: IntendedAudience;
  /** The events by week and department, only where there are some; absent from versions made before it was counted. */
  readonly byWeek?: readonly WeekCount[];
  /** Meetings, kit and announcements; absent from versions made before they were counted. */
  readonly coordination?: Coordination;
}

export interface ChoiceResult {
  readonly answered: number;
  /** Why only the number of answers is told; null when everything is. */
  readonly withheld: Withheld | null;
  readonly counts: readonly { readonly option: OptionId; readonly count: number }[];
}

export interface ScaleResult {
  readonly statement: StatementId;
  readonly answered: number;
  /** Why only the number of answers is told; null when everything is. */
  readonly withheld: Withheld | null;
  readonly counts: Readonly<Record<Level, number>> | null;
}

/**
 * Computes an edition's figures, regardless of who may read them (see `disclose`). It neither reads nor writes: the
 * same facts always give the same figures. `departments` maps each organisation to its department; null when none is
 * known.
 */
export function aggregate(
  facts: EditionFacts,
  departments: ReadonlyMap<string, string | null> = new Map(),
): ReportFigures {
  return atOnce(aggregation(facts, departments));
}

/** Computes the same in steps. */
export function* aggregation(
  facts: EditionFacts,
  departments: ReadonlyMap<string, string | null> = new Map(),
): Stepwise<ReportFigures> {
  const events = countedEvents(facts);
  yield;
  const eventAnswers = events.flatMap(({ answers }) => (answers === null ? [] : [answers]));
  const media = summariseMedia(facts);
  yield;
  const figures = yield* computing(facts, events, media);
  yield;
  const { scales, distribution, comingBack, ...opinions } = yield* opinionFigures(facts, departments);
  const audience = choiceResult(eventAnswers, 'audience');
  yield;
  const { byDepartment, byTheme, byDay, byWeek } = yield* eventGroups(events);
  yield;
  const { linkingOrganisations, respondents, nonRespondents } = named(facts);
  // Files that are exchanged hold them in this order.
  return {
    year: facts.edition.year,
    figures,
    reasons: opinions.reasons,
    defects: opinions.defects,
    scales,
    distribution,
    audience,
    comingBack,
    whyAbsent: opinions.whyAbsent,
    media,
    departmentOpinions: opinions.departmentOpinions,
    byDepartment,
    byTheme,
    byDay,
    linkingOrganisations,
    respondents,
    unnamedRespondents: 0,
    nonRespondents,
    answersCountedOn: facts.answersCountedOn,
    answersProbablyCountedOn: probablyCountedOn(facts),
    claims: facts.claims,
    access: countAccess(events),
    intendedAudience: intendedAudience(events),
    byWeek,
  };
}

/** Counts what organisations think and did, question by question. */
function* opinionFigures(facts: EditionFacts, departments: ReadonlyMap<string, string | null>) {
  const organisations = facts.organisationQuestionnaires.map(({ answers }) => answers);
  const absent = facts.absenceQuestionnaires.map(({ answers }) => answers);
  const reasons = aggregateRanking(questionOf('reasons'), organisations);
  yield;
  const defects = aggregateRanking(questionOf('defects'), organisations);
  yield;
  const scales: ScaleResult[] = [];
  for (const statement of STATEMENT_IDS) {
    scales.push(scaleOf(organisations, statement));
    yield;
  }
  const distribution = distributionOf(organisations);
  const comingBack = choiceResult(organisations, 'comingBack');
  const whyAbsent = { ...choiceResult(absent, 'whyAbsent'), asked: absent.length };
  yield;
  const departmentOpinions = opinionsByDepartment(facts, departments);
  yield;
  return { reasons, defects, scales, distribution, comingBack, whyAbsent, departmentOpinions };
}

/** Counts the events by where, what and when they are. */
function* eventGroups(events: readonly CountedEvent[]) {
  const byDepartment = eventsByDepartment(events);
  const byTheme = eventsByTheme(events);
  yield;
  const byDay = countEvents(events, ({ days }) => days);
  const byWeek = eventsByWeek(events);
  yield;
  return { byDepartment, byTheme, byDay, byWeek };
}

/** Names the organisations that the bilan names. */
function named(facts: EditionFacts): Pick<ReportFigures, 'linkingOrganisations' | 'respondents' | 'nonRespondents'> {
  const names = new Map(facts.organisations.map(({ id, name }) => [id, name]));
  const namesOf = (counts: (answers: Answers) => boolean) =>
    facts.organisationQuestionnaires
      .filter(({ answers }) => counts(answers))
      .map(({ organisation }) => names.get(organisation) ?? organisation);
  return {
    linkingOrganisations: namesOf((answers) => choiceOf(answers, 'siteLink') === 'yes'),
    respondents: namesOf((answers) => isReceived('organisation', answers)),
    nonRespondents: namesOf((answers) => !isReceived('organisation', answers)),
  };
}

function choiceResult(questionnaires: readonly Answers[], question: QuestionId): ChoiceResult {
  const { of }: Share = shareOf(questionnaires, question, () => true);
  return { answered: of, withheld: null, counts: countByOption(questionnaires, question) };
}

/**
 * Adds the ways that most organisations used, several when they tie. "Pas diffusés" and "jamais reçus" aren't ways.
 */
function distributionOf(questionnaires: readonly Answers[]): ReportFigures['distribution'] {
  const result = choiceResult(questionnaires, 'distribution');
  const { alone: noWay } = questionOf('distribution');
  const ways = result.counts.filter(({ option, count }) => count > 0 && !noWay.includes(option));
  const most = Math.max(...ways.map(({ count }) => count));
  return { ...result, main: ways.filter(({ count }) => count === most).map(({ option }) => option) };
}

function scaleOf(questionnaires: readonly Answers[], statement: StatementId): ScaleResult {
  const levels = questionnaires.flatMap(({ scales }) => levelIn(scales, statement) ?? []);
  const count = (level: Level) => levels.filter((each) => each === level).length;
  const [notAtAll, aLittle, fairly, aLot, dontKnow] = LEVELS;
  return {
    statement,
    answered: levels.length,
    withheld: null,
    counts: {
      [notAtAll]: count(notAtAll),
      [aLittle]: count(aLittle),
      [fairly]: count(fairly),
      [aLot]: count(aLot),
      [dontKnow]: count(dontKnow),
    },
  };
}

/**
 * Returns whether a coordinator states that the answers were counted while the edition wasn't over. The day on which the survey was
 * closed is known instead, however early it was.
 */
export function isCountedBeforeEnd({
  answersCountedOn,
  latestCountedOn,
  edition,
}: Pick<EditionFacts, 'answersCountedOn' | 'latestCountedOn' | 'edition'>): boolean {
  return latestCountedOn !== null && answersCountedOn !== null && answersCountedOn <= edition.lastDay;
}

/** Returns the day that a stated one probably means. It doesn't change as time goes by: what counts is what could be meant then. */
function probablyCountedOn(facts: EditionFacts): string | null {
  const { answersCountedOn, latestCountedOn, edition } = facts;
  return latestCountedOn === null ? null : probableDay(answersCountedOn, edition.lastDay, latestCountedOn);
}

/**
 * Returns the day in the first year that puts it after the edition: in January, people often write the year that has
 * just ended. Null where the stated day is after it, or where there is no such day, or it is after the `latest`
 * that can be meant.
 */
export function probableDay(said: string | null, lastDay: string, latest: string): string | null {
  if (said === null || said > lastDay) return null;
  const monthAndDay = said.slice(4);
  const year = Number(lastDay.slice(0, 4)) + (lastDay.slice(4) < monthAndDay ? 0 : 1);
  const probable = `${year}${monthAndDay}`;
  return probable <= latest && isDay(probable) ? probable : null;
}

/** Returns whether the calendar has such a day: 29 February isn't in each year. */
function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}
