import * as z from 'zod';
import { countedEvents } from '../reports/aggregates/events.ts';
import type { EditionFacts } from '../reports/aggregates/facts.ts';
import { quantityIn, shareChoosing } from '../reports/aggregates/shares.ts';
import { isInProgress, isReceived } from '../surveys/questionnaires/rules.ts';
import type { Answers } from '../surveys/questions/answers.ts';
import type { QuestionId } from '../surveys/questions/catalogue.ts';

/**
 * The counts that a live tally consists of. Each is a sum over events and questionnaires, so an answer changes it by the
 * difference that its own questionnaire makes, however many questionnaires there are.
 */
export const COUNTS = [
  'eventsCounted',
  'eventsAsked',
  'eventsReceived',
  'eventsInProgress',
  // No line tells it any more; what is stored holds it.
  'attendanceAnswered',
  'attendanceTold',
  'attendanceAtLeast',
  'attendanceEstimated',
  'attendanceRanges',
  'participants',
  'participantsAtLeast',
  'officialsYes',
  'officialsAnswered',
  'organisationsAsked',
  'organisationsReceived',
  'organisationsInProgress',
  'pressContactedYes',
  'pressContactedAnswered',
  'coverageYes',
  'coverageAnswered',
  'logoYes',
  'logoAnswered',
  'siteLinkYes',
  'siteLinkAnswered',
] as const;

export type TallyCounts = Readonly<Record<(typeof COUNTS)[number], number>>;

/** Counts an edition, or some of its events and questionnaires. */
export function tallyCounts(
  facts: Pick<EditionFacts, 'events' | 'eventQuestionnaires' | 'organisationQuestionnaires'>,
): TallyCounts {
  const events = countedEvents(facts);
  const aboutEvents = events.flatMap(({ answers }) => answers ?? []);
  const attendance = aboutEvents.flatMap((answers) => quantityIn(answers, 'attendance') ?? []);
  const ofEvents = facts.eventQuestionnaires.map(({ answers }) => answers);
  const ofOrganisations = facts.organisationQuestionnaires.map(({ answers }) => answers);
  return {
    eventsCounted: events.length,
    eventsAsked: ofEvents.length,
    eventsReceived: ofEvents.filter((answers) => isReceived('event', answers)).length,
    eventsInProgress: ofEvents.filter((answers) => isInProgress('event', answers)).length,
    attendanceAnswered: aboutEvents.filter(({ attendance }) => attendance !== undefined).length,
    attendanceTold: attendance.length,
    attendanceAtLeast: attendance.filter(({ precision }) => precision === 'at_least').length,
    attendanceEstimated: attendance.filter(({ precision }) => precision === 'estimated').length,
    attendanceRanges: attendance.filter(({ range }) => range !== undefined).length,
    participants: attendance.reduce((sum, { value }) => sum + value, 0),
    participantsAtLeast: attendance.reduce((sum, { value, range }) => sum + (range?.from ?? value), 0),
    ...yesses(aboutEvents, 'officials'),
    organisationsAsked: ofOrganisations.length,
    organisationsReceived: ofOrganisations.filter((answers) => isReceived('organisation', answers)).length,
    organisationsInProgress: ofOrganisations.filter((answers) => isInProgress('organisation', answers)).length,
    ...yesses(ofOrganisations, 'pressContacted'),
    ...yesses(ofOrganisations, 'coverage'),
    ...yesses(ofOrganisations, 'logo'),
    ...yesses(ofOrganisations, 'siteLink'),
  };
}

type Yesses<Q extends string> = Readonly<Record<`${Q}Yes` | `${Q}Answered`, number>>;

function yesses<Q extends QuestionId>(questionnaires: readonly Answers[], question: Q): Yesses<Q> {
  const { value, of } = shareChoosing(questionnaires, question, ['yes']);
  return { [`${question}Yes`]: value, [`${question}Answered`]: of } as Yesses<Q>;
}

/** By how much each count changes; those that don't aren't named. */
export const countChanges = z.partialRecord(z.enum(COUNTS), z.int());
export type CountChanges = Readonly<z.output<typeof countChanges>>;

/** Returns by how much counts change when one part of them does; null when they don't. */
export function changeBetween(before: TallyCounts, after: TallyCounts): CountChanges | null {
  const changes = COUNTS.flatMap((name) => (before[name] === after[name] ? [] : [[name, after[name] - before[name]]]));
  return changes.length > 0 ? Object.fromEntries(changes) : null;
}

/** Returns the counts after such a change. */
export function withChange(counts: TallyCounts, change: CountChanges): TallyCounts {
  return Object.fromEntries(COUNTS.map((name) => [name, counts[name] + (change[name] ?? 0)])) as TallyCounts;
}
