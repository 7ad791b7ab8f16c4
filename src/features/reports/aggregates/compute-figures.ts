import { atOnce, type Stepwise } from '../../../concurrency/turns.ts';
import {
  changeSince,
  ENTERED_FIGURE_IDS,
  type EnteredFigureId,
  FIGURE_IDS,
  type Figure,
  type FigureId,
  sourceOf,
  unitOf,
} from '../../figures/figure.ts';
import { exactMeasure, type Measure, NOT_APPLICABLE, type Sum, sumOf, UNKNOWN } from '../../figures/measures.ts';
import { isReceived } from '../../surveys/questionnaires/rules.ts';
import { choiceOf, countsIn } from '../../surveys/questions/answers.ts';
import { questionOf } from '../../surveys/questions/catalogue.ts';
import { mediaItemsIn } from '../../surveys/questions/coverage.ts';
import { MEDIUMS, type Medium } from '../../surveys/questions/options.ts';
import { type CountedEvent, participantsOf, postponedEvents } from './events.ts';
import type { EditionFacts } from './facts.ts';
import type { MediaSummary } from './media.ts';
import { quantityIn, type Share, shareChoosing, shareOf } from './shares.ts';
import { FACTS_FROM } from './thresholds.ts';

export type Figures = Readonly<Record<FigureId, Figure>>;

interface Computed {
  readonly measure: Measure | Sum;
  readonly of?: number;
  readonly base?: { readonly answered: number; readonly asked: number };
  readonly toConfirm?: number;
}

/** Computes every figure with its unit, base, precision, source and the previous edition's value. */
export function computeFigures(facts: EditionFacts, events: readonly CountedEvent[], media: MediaSummary): Figures {
  return atOnce(computing(facts, events, media));
}

/** Computes the same in steps. */
export function* computing(
  facts: EditionFacts,
  events: readonly CountedEvent[],
  media: MediaSummary,
): Stepwise<Figures> {
  const ofEvents = fromEvents(facts, events);
  yield;
  const ofOrganisations = yield* fromOrganisations(facts);
  const computed: Readonly<Record<FigureId, Computed>> = {
    ...ofEvents,
    ...ofOrganisations,
    mediaMentions: { measure: mediaMentions(facts, media) },
    ...enteredOnes(facts),
  };
  const figures = FIGURE_IDS.map((id) => [id, withPrevious(id, computed[id], facts)] as const);
  return Object.fromEntries(figures) as Record<FigureId, Figure>;
}

function fromEvents(facts: EditionFacts, events: readonly CountedEvent[]) {
  const questionnaires = events.flatMap(({ answers }) => (answers === null ? [] : [answers]));
  const sent = facts.eventQuestionnaires.length;
  const received = facts.eventQuestionnaires.filter(({ answers }) => isReceived('event', answers)).length;
  const officials = shareChoosing(questionnaires, 'officials', ['yes']);
  const attendance = shareOf(questionnaires, 'attendance', () => true);
  const postponed = postponedEvents(facts).length;
  return {
    questionnairesSent: { measure: exactMeasure(sent) },
    questionnairesAnswered: { measure: exactMeasure(received), of: sent },
    events: { measure: exactMeasure(events.length) },
    coOrganisedEvents: {
      measure: exactMeasure(events.filter(({ event }) => event.coOrganisers.length > 0).length),
      of: events.length,
    },
    cancelledEvents: {
      measure: exactMeasure(facts.events.length - events.length - postponed),
      of: facts.events.length,
    },
    postponedEvents: { measure: exactMeasure(postponed), of: facts.events.length },
    participants: {
      measure: participantsOf(events),
      base: { answered: attendance.of, asked: events.length },
    },
    eventsWithOfficials: {
      measure: exactMeasure(officials.value),
      of: officials.of,
      base: { answered: officials.of, asked: events.length },
    },
  } satisfies { readonly [Id in FigureId]?: Computed };
}

function* fromOrganisations({ organisationQuestionnaires }: EditionFacts) {
  const questionnaires = organisationQuestionnaires.map(({ answers }) => answers);
  const asked = questionnaires.length;
  const share = ({ value, of }: Share): Computed => ({
    measure: exactMeasure(value),
    of,
    base: { answered: of, asked },
  });
  // Those who haven't said whether they relayed may have done so.
  const relaying = questionnaires.filter(
    (answers) => answers.relayed === undefined || choiceOf(answers, 'relayed') === 'yes',
  );
  const { alone } = questionOf('distribution');
  const distributing = shareOf(questionnaires, 'distribution', (value) => {
    const counted = countsIn(value);
    return counted.length > 0 && !alone.some((none) => counted.includes(none));
  });
  const relayed = shareChoosing(questionnaires, 'relayed', ['yes']);
  yield;
  const press = shareChoosing(questionnaires, 'pressContacted', ['yes']);
  const coverage = shareChoosing(questionnaires, 'coverage', ['yes']);
  const links = shareChoosing(questionnaires, 'siteLink', ['yes']);
  yield;
  const logo = shareChoosing(questionnaires, 'logo', ['yes']);
  const contacts = shareChoosing(questionnaires, 'contacts', ['yes']);
  const comingBack = shareChoosing(questionnaires, 'comingBack', ['yes']);
  yield;
  return {
    respondingOrganisations: {
      measure: exactMeasure(questionnaires.filter((answers) => isReceived('organisation', answers)).length),
      of: asked,
    },
    organisationsMobilisingPress: share(press),
    organisationsWithCoverage: share(coverage),
    organisationsDistributingProgrammeAndPoster: share(distributing),
    organisationsLinkingToSite: share(links),
    organisationsUsingLogo: share(logo),
    organisationsRelaying: share(relayed),
    peopleReachedByRelay: {
      measure: sumOf(relaying.map((answers) => quantityIn(answers, 'relayedReach'))),
      base: { answered: relayed.of, asked },
    },
    organisationsMakingContacts: share(contacts),
    organisationsComingBack: {
      ...share(comingBack),
      toConfirm: shareChoosing(questionnaires, 'comingBack', ['toConfirm']).value,
    },
  } satisfies { readonly [Id in FigureId]?: Computed };
}

/**
 * Counts the items. There may be more as long as an organisation hasn't said that there are none, or listed its own. That none did otherwise
 * is told of no fewer than of whom facts are told.
 */
function mediaMentions({ organisationQuestionnaires }: EditionFacts, { total }: MediaSummary): Measure {
  const isKnown = organisationQuestionnaires.every(({ answers }) => {
    const answer = choiceOf(answers, 'coverage');
    return answer === 'no' || (answer === 'yes' && mediaItemsIn(answers.coverageItems).length > 0);
  });
  if (isKnown && organisationQuestionnaires.length >= FACTS_FROM) return exactMeasure(total);
  return total === 0 ? UNKNOWN : { value: total, precision: 'at_least' };
}

export const LAUNCH_COVERAGE: Readonly<Record<Medium, EnteredFigureId>> = {
  press: 'launchCoveragePress',
  radio: 'launchCoverageRadio',
  tv: 'launchCoverageTv',
  web: 'launchCoverageWeb',
};

/**
 * Takes the figures that a coordinator entered. The launch's coverage is otherwise counted from the media items
 * marked as the launch's.
 */
function enteredOnes(facts: EditionFacts): Record<EnteredFigureId, Computed> {
  const values = ENTERED_FIGURE_IDS.map(
    (id) => [id, { measure: facts.entered[id] ?? launchItems(facts, id) }] as const,
  );
  const entered = Object.fromEntries(values) as Record<EnteredFigureId, Computed>;
  // Where nobody said of how many questionnaires, they are those of all who were there.
  const of = facts.entered.launchQuestionnairesAnswered?.of ?? entered.launchAttendance.measure.value;
  return of === null
    ? entered
    : { ...entered, launchQuestionnairesAnswered: { ...entered.launchQuestionnairesAnswered, of } };
}

function launchItems({ mentions }: EditionFacts, id: EnteredFigureId): Measure {
  const medium = MEDIUMS.find((each) => LAUNCH_COVERAGE[each] === id);
  const items = mentions.filter((mention) => mention.launch && mention.medium === medium);
  return items.length === 0 ? UNKNOWN : exactMeasure(items.length);
}

function withPrevious(id: FigureId, { measure, of, base, toConfirm }: Computed, { previous }: EditionFacts): Figure {
  const told = previous?.figures[id];
  const before = previous === null ? NOT_APPLICABLE : told ? { value: told.value, precision: told.precision } : UNKNOWN;
  return {
    id,
    unit: unitOf(id),
    source: sourceOf(id),
    ...measure,
    of: of ?? null,
    base: base ?? null,
    parts: 'parts' in measure ? measure.parts : null,
    toConfirm: toConfirm ?? null,
    withheld: null,
    previous: before,
    change: changeSince({ value: measure.value, of: of ?? null, base: base ?? null }, before),
  };
}
